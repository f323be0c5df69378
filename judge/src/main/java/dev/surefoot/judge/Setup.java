package dev.surefoot.judge;

import java.util.List;

/**
 * What follows from a plan alone, worked out once.
 *
 * @param measures what is compared
 * @param planning whether the plan can be kept
 */
record Setup(Plan plan, List<Measure> measures, Planning planning) {
    static Setup of(Plan plan) {
        return new Setup(plan, Measure.of(plan), Planning.of(plan));
    }
}
