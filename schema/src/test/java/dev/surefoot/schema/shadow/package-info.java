/** Trials on a shadow of our own. */
@NullMarked
package dev.surefoot.schema.shadow;

import org.jspecify.annotations.NullMarked;
