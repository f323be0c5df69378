package dev.surefoot.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What one or several JUnit files hold, counted by test case. Mutable while files are read, one
 * thread only. Adding tallies in any order gives the same sums.
 */
final class JUnitTally {
    private static final int NAMES_KEPT = 5;
    private static final int PROBLEMS_KEPT = 20;

    long cases;
    long passed;
    long failed;
    long skipped;
    long flaky;

    /** The newest time with a zone that a suite states. */
    Optional<Instant> newest = Optional.empty();

    /** Whether some suite states a time whose zone is unknown. */
    boolean zoneless;

    /** Why the counts prove nothing, with what was seen; the first one found. */
    Optional<Flaw> flaw = Optional.empty();

    /** The first names, in their own order, of failed cases. */
    final TreeSet<String> failedNames = new TreeSet<>();

    final List<String> problems = new ArrayList<>();

    /** A contradiction inside a report. */
    record Flaw(ErrorReason reason, String detail) {}

    void addFailedName(String name) {
        failedNames.add(name);
        if (failedNames.size() > NAMES_KEPT) {
            failedNames.pollLast();
        }
    }

    /** Keeps what a person should look at; hostile input could give a million of them. */
    void addProblem(String problem) {
        if (problems.size() < PROBLEMS_KEPT) {
            problems.add(problem);
        }
    }

    void addTime(Instant time) {
        if (newest.isEmpty() || time.isAfter(newest.get())) {
            newest = Optional.of(time);
        }
    }

    void addFlaw(ErrorReason reason, String detail) {
        if (flaw.isEmpty()) {
            flaw = Optional.of(new Flaw(reason, detail));
        }
        addProblem(detail);
    }

    /** Adds another file's tally; its problems stay its own. */
    void add(JUnitTally other) {
        cases += other.cases;
        passed += other.passed;
        failed += other.failed;
        skipped += other.skipped;
        flaky += other.flaky;
        zoneless |= other.zoneless;
        other.newest.ifPresent(this::addTime);
        if (flaw.isEmpty()) {
            flaw = other.flaw;
        }
        other.failedNames.forEach(this::addFailedName);
    }
}
