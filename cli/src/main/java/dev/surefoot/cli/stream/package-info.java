/**
 * How does a file of counts become the judge's windows? Reads streams of any length in constant
 * memory; refuses, with line and column, whatever a count can't be. Judges nothing.
 */
@NullMarked
package dev.surefoot.cli.stream;

import org.jspecify.annotations.NullMarked;
