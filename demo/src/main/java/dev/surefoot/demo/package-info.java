/** The small shop that the demo releases, built as a team's CI would. */
@NullMarked
package dev.surefoot.demo;

import org.jspecify.annotations.NullMarked;
