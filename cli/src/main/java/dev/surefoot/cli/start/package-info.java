/**
 * How does a command begin quickly? Jars that a start-up cache can hold, and the run that it is
 * trained with. Refuses to be needed: without a cache everything works, only slower.
 */
@NullMarked
package dev.surefoot.cli.start;

import org.jspecify.annotations.NullMarked;
