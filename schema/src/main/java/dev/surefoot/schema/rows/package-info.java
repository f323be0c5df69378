/**
 * What rows could a table hold, and does it still hold the same ones? Rows are generated from the
 * catalog alone. Refuses to look at production's rows, and to call a table filled that is not.
 */
@NullMarked
package dev.surefoot.schema.rows;

import org.jspecify.annotations.NullMarked;
