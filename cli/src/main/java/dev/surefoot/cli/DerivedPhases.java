package dev.surefoot.cli;

import dev.surefoot.schema.check.CheckReport;
import dev.surefoot.schema.check.CheckRequest;
import dev.surefoot.schema.check.SchemaCheck;
import dev.surefoot.schema.check.UnknownVersion;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.migration.UnreadableMigrations;
import dev.surefoot.schema.rule.Rule;
import dev.surefoot.schema.shadow.ShadowFailure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Phases of files that don't say theirs, as measured on a shadow. What the shadow could not run to
 * its end has none: what it would have done is not known.
 *
 * @param phases by path
 * @param failed why others have none
 */
record DerivedPhases(Map<String, Phase> phases, List<String> failed) {
    private static final Set<Rule> NOT_RUN = Set.of(Rule.S01, Rule.S02);

    static DerivedPhases of(SchemaTargetOptions options) {
        System.err.println("phases    measured on a PostgreSQL of our own, as no header says them");
        try {
            CheckReport report =
                    SchemaCheck.run(
                            CheckRequest.of(options.directory).with(options.reading()),
                            (what, done, all) -> {});
            return of(report);
        } catch (UnreadableMigrations | UnknownVersion e) {
            throw new Failed(ExitCode.UNREADABLE, String.valueOf(e.getMessage()));
        } catch (ShadowFailure e) {
            throw new Failed(ExitCode.COULD_NOT, String.valueOf(e.getMessage()));
        }
    }

    private static DerivedPhases of(CheckReport report) {
        List<CheckReport.Found> faults =
                report.findings().stream().filter(it -> NOT_RUN.contains(it.rule())).toList();
        Map<String, Phase> phases = new HashMap<>();
        for (CheckReport.File file : report.files()) {
            if (faults.stream().noneMatch(it -> it.path().equals(file.path()))) {
                phases.put(file.path(), file.phase());
            }
        }
        return new DerivedPhases(
                phases,
                faults.stream()
                        .map(it -> "%s:%d %s".formatted(it.path(), it.line(), it.what()))
                        .toList());
    }

    /** Ends the command if there is still a file whose phase nobody says. */
    void still(boolean nobodySays) {
        if (nobodySays) {
            throw new Failed(
                    ExitCode.UNDECIDED,
                    "held: the phase of a file is not known, as it could not be measured to its"
                            + " end; head it with '-- surefoot: phase=expand', backfill or"
                            + " contract",
                    failed);
        }
    }
}
