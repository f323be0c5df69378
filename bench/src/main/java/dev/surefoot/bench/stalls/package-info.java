/**
 * How long do readers and writers wait beside a change to a large table? One reader and one writer
 * beside each kind of statement, on generated rows.
 */
@NullMarked
package dev.surefoot.bench.stalls;

import org.jspecify.annotations.NullMarked;
