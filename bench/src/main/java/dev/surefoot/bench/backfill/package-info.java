/**
 * How fast is a column filled in a table that people use, against one plain UPDATE for the same
 * result, and how long does anybody wait meanwhile? Refuses a run after which a row is not right.
 */
@NullMarked
package dev.surefoot.bench.backfill;

import org.jspecify.annotations.NullMarked;
