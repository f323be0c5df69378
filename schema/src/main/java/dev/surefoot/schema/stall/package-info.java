/**
 * How long do readers and writers of a table wait while a migration runs? Measured on filled copies
 * at two sizes, and reckoned up to production's rows. Refuses to measure on anybody's database, and
 * to give one figure where only a range is known.
 */
@NullMarked
package dev.surefoot.schema.stall;

import org.jspecify.annotations.NullMarked;
