package dev.surefoot.schema.check;

import dev.surefoot.schema.measure.MeasuredFile;
import dev.surefoot.schema.rule.Judged;

/**
 * A file as it was measured, and what the rules say of it. The catalogs that it met and left are
 * not kept: a long history of a large schema would not fit into memory.
 *
 * @param judged without its way back, which is tried after all files
 */
record Measuring(MeasuredFile file, Judged judged) {}
