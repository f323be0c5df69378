/**
 * How long do readers and writers wait beside a change to a large table: a rename through all its
 * phases and a column added behind an idle transaction, both by the product's runner, and the same
 * kinds of change without one?
 */
@NullMarked
package dev.surefoot.bench.stalls;

import org.jspecify.annotations.NullMarked;
