package dev.surefoot.schema.rule;

import dev.surefoot.schema.migration.Phase;

import java.util.List;
import java.util.Optional;

/**
 * What the rules say of a file.
 *
 * @param phase what its facts say, declared or not
 * @param declared what its header says
 * @param recovery the worst of its statements
 */
public record Judged(
        Phase phase, Optional<Phase> declared, Recovery recovery, List<Finding> findings) {
    public Judged {
        findings = List.copyOf(findings);
    }

    /** The same with more findings. */
    public Judged with(List<Finding> more) {
        List<Finding> all = new java.util.ArrayList<>(findings);
        all.addAll(more);
        return new Judged(phase, declared, recovery, all);
    }

    /** The same with another way of coming back. */
    public Judged with(Recovery other) {
        return new Judged(phase, declared, other, findings);
    }

    /** The gravest of its findings; a note if there is none. */
    public Severity severity() {
        return findings.stream().map(Finding::severity).reduce(Severity.NOTE, Severity::or);
    }
}
