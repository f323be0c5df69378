/**
 * What do people type, and what does it answer? Each command is one class; exit codes are the
 * truth. Refuses to decide anything: the server does.
 */
@NullMarked
package dev.surefoot.cli;

import org.jspecify.annotations.NullMarked;
