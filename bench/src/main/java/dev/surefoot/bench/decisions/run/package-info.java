/**
 * Which releases are played with which rules, and what came of them? Results depend on seeds alone,
 * never on the number of threads or on time.
 */
@NullMarked
package dev.surefoot.bench.decisions.run;

import org.jspecify.annotations.NullMarked;
