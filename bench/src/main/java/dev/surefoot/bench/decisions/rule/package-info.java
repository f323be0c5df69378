/**
 * What does a rule see, and what may it answer? The common ground on which rules with schedules of
 * their own are compared, and the judge's place on it. Looks at no truth that a rule could not see.
 */
@NullMarked
package dev.surefoot.bench.decisions.rule;

import org.jspecify.annotations.NullMarked;
