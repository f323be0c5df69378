/**
 * How well does it do what it promises, measured on this machine in one run? Commands that print a
 * table, or JSON, and say by their exit code whether every bar holds. Refuses to be a unit test, to
 * call a bar held that nothing was measured for, and to leave a process behind.
 */
@NullMarked
package dev.surefoot.bench;

import org.jspecify.annotations.NullMarked;
