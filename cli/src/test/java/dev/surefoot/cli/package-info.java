/** Does the whole hold with real processes? Tests of the commands, from outside. */
@NullMarked
package dev.surefoot.cli;

import org.jspecify.annotations.NullMarked;
