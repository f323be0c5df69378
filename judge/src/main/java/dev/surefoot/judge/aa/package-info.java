/**
 * How often does the judge raise a false alarm on a version that is compared with itself?
 *
 * <p>Random instances of one version play the canary and are judged by the same code as a release:
 * whatever is rolled back then is a false alarm. {@link dev.surefoot.judge.aa.FleetSplit} draws who
 * plays, {@link dev.surefoot.judge.aa.AaRelease} judges, {@link dev.surefoot.judge.aa.Calibration}
 * holds the result against the promise. It refuses to read clocks, files or networks, to choose
 * instances by their errors, and to call a promise kept that too few releases could show.
 */
@NullMarked
package dev.surefoot.judge.aa;

import org.jspecify.annotations.NullMarked;
