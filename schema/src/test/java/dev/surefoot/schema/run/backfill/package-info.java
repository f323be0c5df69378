/** Changes run on a real PostgreSQL while others use it. */
@NullMarked
package dev.surefoot.schema.run.backfill;

import org.jspecify.annotations.NullMarked;
