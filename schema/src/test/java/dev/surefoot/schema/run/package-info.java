/** Changes run on a real PostgreSQL while others use it. */
@NullMarked
package dev.surefoot.schema.run;

import org.jspecify.annotations.NullMarked;
