/** An embedded PostgreSQL: start, adopt, stop. */
@NullMarked
package dev.surefoot.postgres;

import org.jspecify.annotations.NullMarked;
