/** Do the comparisons of decisions say what they should? */
@NullMarked
package dev.surefoot.bench.decisions;

import org.jspecify.annotations.NullMarked;
