/**
 * Who decides better about the same releases: the judge, or the rules of its peers? Simulates, and
 * says so; claims nothing about anybody's production, and copies nobody's code.
 */
@NullMarked
package dev.surefoot.bench.decisions;

import org.jspecify.annotations.NullMarked;
