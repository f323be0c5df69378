/** Trials on a shadow of our own. */
@NullMarked
package dev.surefoot.schema.migration;

import org.jspecify.annotations.NullMarked;
