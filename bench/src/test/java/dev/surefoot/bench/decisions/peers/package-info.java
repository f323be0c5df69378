/** Do the comparisons of decisions say what they should? */
@NullMarked
package dev.surefoot.bench.decisions.peers;

import org.jspecify.annotations.NullMarked;
