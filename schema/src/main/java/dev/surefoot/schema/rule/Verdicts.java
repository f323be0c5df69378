package dev.surefoot.schema.rule;

import dev.surefoot.schema.rule.Finding.Words;
import dev.surefoot.schema.rule.Replays.Broken;
import dev.surefoot.schema.rule.Replays.Replay;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What executed statements make of a finding that only they can settle. Outside a declared contract
 * the running version must go on; in one, it is gone, and the version to come must do without.
 */
final class Verdicts {
    private Verdicts() {}

    /** Red blocks, green is harmless, and not executed is inconclusive. */
    static Finding settled(FileView file, Rule rule, Step step, Settled by) {
        Optional<Replay> replay = replay(file);
        if (replay.isEmpty()) {
            Unknown missing = file.declaredContract() ? Unknown.newVersion() : Unknown.oldVersion();
            return file.inconclusive(rule, step, by.words(), missing);
        }
        List<Broken> broken = replay.get().by(by.signs());
        return broken.isEmpty()
                ? file.finding(rule, by.green(), step, by.words())
                : file.finding(rule, Severity.BLOCK, step, shown(by.words(), broken));
    }

    /** Red blocks, everything else is a warning. */
    static Finding warned(FileView file, Rule rule, Step step, Settled by) {
        List<Broken> broken = replay(file).map(it -> it.by(by.signs())).orElse(List.of());
        return broken.isEmpty()
                ? file.finding(rule, Severity.WARN, step, by.words())
                : file.finding(rule, Severity.BLOCK, step, shown(by.words(), broken));
    }

    /** A block, unless a declared contract takes it on; then what comes must do without. */
    static Finding consented(FileView file, Rule rule, Step step, Settled by) {
        return file.declaredContract()
                ? settled(file, rule, step, by)
                : file.finding(rule, Severity.BLOCK, step, shown(by.words(), red(file, by)));
    }

    /**
     * What settles a finding.
     *
     * @param signs in which ways a statement breaks by this change
     * @param green what is left of the finding if no statement does
     */
    record Settled(Set<String> signs, Severity green, Words words) {}

    private static List<Broken> red(FileView file, Settled by) {
        return replay(file).map(it -> it.by(by.signs())).orElse(List.of());
    }

    private static Optional<Replay> replay(FileView file) {
        Replays replays = file.world().replays();
        return file.declaredContract() ? replays.fresh() : replays.old();
    }

    private static Words shown(Words words, List<Broken> broken) {
        if (broken.isEmpty()) {
            return words;
        }
        String which =
                broken.stream()
                        .limit(3)
                        .map(it -> it.statement() + " (" + it.sign() + ")")
                        .collect(Collectors.joining(", "));
        return new Words(
                words.what()
                        + " Executed, it breaks "
                        + broken.size()
                        + (broken.size() == 1 ? " statement: " : " statements: ")
                        + which
                        + ".",
                words.whom(),
                words.howLong(),
                words.instead());
    }
}
