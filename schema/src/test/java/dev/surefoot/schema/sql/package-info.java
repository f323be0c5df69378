/** Trials on a shadow of our own. */
@NullMarked
package dev.surefoot.schema.sql;

import org.jspecify.annotations.NullMarked;
