package dev.surefoot.server.gate;

import java.util.List;

/** What became of a request to change something. */
public sealed interface Admittance {
    /** What the gates said; empty where the change is one of rules. */
    List<VerdictRecord> verdicts();

    /** It may go on. Only {@link Admission} makes one. */
    final class Admitted implements Admittance {
        private final List<VerdictRecord> verdicts;

        Admitted(List<VerdictRecord> verdicts) {
            this.verdicts = List.copyOf(verdicts);
        }

        @Override
        public List<VerdictRecord> verdicts() {
            return verdicts;
        }
    }

    /**
     * It may not: an enforcing gate failed, or the rules themselves are wrong.
     *
     * @param message for people: what, the value seen, the next step
     */
    record Refused(String message, List<VerdictRecord> verdicts) implements Admittance {
        public Refused {
            verdicts = List.copyOf(verdicts);
        }
    }

    /**
     * It can't be said yet: an enforcing gate is inconclusive, and none failed.
     *
     * @param message for people: what is missing, why, and what to do
     * @param missing the facts that are not known; empty if an expression itself failed
     */
    record Waiting(String message, List<String> missing, List<VerdictRecord> verdicts)
            implements Admittance {
        public Waiting {
            missing = List.copyOf(missing);
            verdicts = List.copyOf(verdicts);
        }
    }
}
