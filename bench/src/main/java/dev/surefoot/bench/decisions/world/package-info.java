/**
 * What do two versions do under traffic, scrape by scrape, from a seed? Knows no rule; draws the
 * same numbers for everybody who asks with the same seed and the same share.
 */
@NullMarked
package dev.surefoot.bench.decisions.world;

import org.jspecify.annotations.NullMarked;
