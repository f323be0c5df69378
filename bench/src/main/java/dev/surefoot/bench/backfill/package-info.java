/**
 * How fast is a column filled in a table that people use, against one plain UPDATE, and how long
 * does anybody wait in each phase of a rename?
 */
@NullMarked
package dev.surefoot.bench.backfill;

import org.jspecify.annotations.NullMarked;
