/**
 * How long does it take until a command answers, and how much does an idle server hold? The
 * launcher itself, as people run it.
 */
@NullMarked
package dev.surefoot.bench.startup;

import org.jspecify.annotations.NullMarked;
