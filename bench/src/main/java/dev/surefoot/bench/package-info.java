/** Measurements, side by side and in one run; never unit tests. */
@NullMarked
package dev.surefoot.bench;

import org.jspecify.annotations.NullMarked;
