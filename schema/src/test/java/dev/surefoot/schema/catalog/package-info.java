/** Catalogs of real databases, compared. */
@NullMarked
package dev.surefoot.schema.catalog;

import org.jspecify.annotations.NullMarked;
