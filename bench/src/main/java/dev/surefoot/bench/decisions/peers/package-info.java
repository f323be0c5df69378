/**
 * How do others decide? Rules as their sources and papers state them, written anew; each class
 * names its source. Nothing here is better or worse than what it models, nor used by the product.
 */
@NullMarked
package dev.surefoot.bench.decisions.peers;

import org.jspecify.annotations.NullMarked;
