package dev.surefoot.schema.rule;

import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.rule.Finding.Words;
import dev.surefoot.schema.rule.PhaseDerivation.Kind;
import dev.surefoot.schema.rule.Verdicts.Settled;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * P01 and P02: a file has one phase. A header may be stricter than what the file does (all may run
 * as contract), never laxer.
 */
final class PhaseRules implements RuleGroup {
    /** Ways in which a narrowing breaks the running version. */
    private static final Set<String> REFUSED_WRITES =
            Set.of("23502", "23503", "23505", "23514", "23P01", "428C9");

    @Override
    public Stream<Finding> of(FileView file) {
        Map<Kind, List<Step>> lines = PhaseDerivation.lines(file);
        Optional<Phase> declared = file.header().phase();
        if (declared.isEmpty()) {
            return mixed(file, lines).stream();
        }
        return switch (declared.get()) {
            case EXPAND, BACKFILL -> laxer(file, declared.get(), lines).stream();
            case CONTRACT -> Stream.empty();
        };
    }

    private static Optional<Finding> mixed(FileView file, Map<Kind, List<Step>> lines) {
        List<Step> gives = lines.getOrDefault(Kind.GIVES, List.of());
        if (gives.isEmpty()) {
            return Optional.empty();
        }
        Optional<Step> takes = lines.getOrDefault(Kind.TAKES, List.of()).stream().findFirst();
        if (takes.isPresent()) {
            return Optional.of(
                    file.finding(
                            Rule.P01,
                            Severity.BLOCK,
                            takes.get(),
                            both(gives.getFirst(), takes.get())));
        }
        return lines.getOrDefault(Kind.NARROWS, List.of()).stream()
                .findFirst()
                .map(step -> narrows(file, Rule.P01, step, both(gives.getFirst(), step)));
    }

    private static Words both(Step gives, Step takes) {
        int split = Math.max(gives.line(), takes.line());
        return new Words(
                ("Line %d makes what the new version needs before it starts, line %d changes what"
                                + " the running version uses until it ends.")
                        .formatted(gives.line(), takes.line()),
                "one of both versions, whenever the file runs",
                "as long as both versions run",
                ("Split the file at line %d: what makes goes into a file with '-- surefoot:"
                                + " phase=expand', what takes away into a later one with '--"
                                + " surefoot: phase=contract'.")
                        .formatted(split));
    }

    private static Optional<Finding> laxer(
            FileView file, Phase declared, Map<Kind, List<Step>> lines) {
        Optional<Step> takes = lines.getOrDefault(Kind.TAKES, List.of()).stream().findFirst();
        if (takes.isPresent()) {
            return Optional.of(
                    file.finding(
                            Rule.P02, Severity.BLOCK, takes.get(), tooLax(declared, takes.get())));
        }
        return lines.getOrDefault(Kind.NARROWS, List.of()).stream()
                .findFirst()
                .map(step -> narrows(file, Rule.P02, step, tooLax(declared, step)));
    }

    private static Words tooLax(Phase declared, Step step) {
        return new Words(
                ("The header says phase=%s, but line %d changes what the running version uses; a"
                                + " header may be stricter than the file, never laxer.")
                        .formatted(declared.name().toLowerCase(java.util.Locale.ROOT), step.line()),
                "every instance of the running version",
                "until the last old instance is gone",
                "Move the statement at line %d into a file with '-- surefoot: phase=contract'."
                        .formatted(step.line()));
    }

    /** If the running version's writes keep to it, it is no contract. */
    private static Finding narrows(FileView file, Rule rule, Step step, Words words) {
        return Verdicts.settled(
                file, rule, step, new Settled(REFUSED_WRITES, Severity.NOTE, words));
    }
}
