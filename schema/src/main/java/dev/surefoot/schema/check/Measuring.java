package dev.surefoot.schema.check;

import dev.surefoot.schema.catalog.Catalog;
import dev.surefoot.schema.measure.MeasuredFile;

/**
 * A file as it was measured, with what must be known to judge it.
 *
 * @param before the catalog that it met
 * @param after the catalog that it left
 */
record Measuring(MeasuredFile file, Catalog before, Catalog after) {}
