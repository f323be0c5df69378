/**
 * Is the canary worse than the baseline, and how far may exposure go?
 *
 * <p>{@link dev.surefoot.judge.Judge} takes windows of counts and answers Promote, Rollback, Hold
 * or Inconclusive, with error rates that hold however often one looks, and the next share: of fixed
 * steps, or as a budget of failed requests allows. It refuses to read clocks, files or networks, to
 * judge without request totals, to take missing data for a pass, and to go on with a state that
 * belongs to another plan.
 */
@NullMarked
package dev.surefoot.judge;

import org.jspecify.annotations.NullMarked;
