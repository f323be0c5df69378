/** Whole folders, checked. */
@NullMarked
package dev.surefoot.schema.check;

import org.jspecify.annotations.NullMarked;
