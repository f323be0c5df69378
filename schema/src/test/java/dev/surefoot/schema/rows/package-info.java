/** Rows that fit, and what a table holds. */
@NullMarked
package dev.surefoot.schema.rows;

import org.jspecify.annotations.NullMarked;
