/**
 * Does exposure end by itself when the server is silent? Whole stacks whose server is killed while
 * a bad version gets traffic; users say when that ended.
 */
@NullMarked
package dev.surefoot.bench.lease;

import org.jspecify.annotations.NullMarked;
