package dev.surefoot.cli;

import dev.surefoot.schema.run.Outcome;
import dev.surefoot.schema.run.RunPlan;
import dev.surefoot.schema.run.TargetStatus;
import dev.surefoot.schema.run.backfill.Eta;
import dev.surefoot.schema.run.backfill.Fill;
import dev.surefoot.schema.run.drift.Drift;
import dev.surefoot.schema.run.target.Blocker;
import dev.surefoot.schema.run.target.LockRow;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the commands that run changes answer to programs. */
final class SchemaRunViews {
    private SchemaRunViews() {}

    /** A session in the way. */
    record Session(
            int pid,
            String application,
            String role,
            String state,
            long transactionAgeMs,
            long queryAgeMs) {
        static Session of(Blocker each) {
            return new Session(
                    each.pid(),
                    each.application(),
                    each.user(),
                    each.state(),
                    each.transactionAge().toMillis(),
                    each.queryAge().toMillis());
        }
    }

    /** How a command ended. */
    record Ending(
            String outcome,
            List<String> notes,
            Optional<String> rule,
            Optional<String> reason,
            Optional<String> sqlState,
            List<Session> blockers) {
        static Ending of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Done(var notes) -> of("DONE", notes, "", "");
                case Outcome.Held(String reason, var blockers) ->
                        new Ending(
                                "HELD",
                                List.of(),
                                Optional.empty(),
                                Optional.of(reason),
                                Optional.empty(),
                                blockers.stream().map(Session::of).toList());
                case Outcome.Refused(String rule, String reason) ->
                        of("REFUSED", List.of(), rule, reason);
                case Outcome.Failed(String where, var error) ->
                        new Ending(
                                "FAILED",
                                List.of(),
                                Optional.empty(),
                                Optional.of(where + ": " + error.message()),
                                Optional.of(error.sqlState()),
                                List.of());
                case Outcome.NotAllowed(String reason) -> of("NOT_ALLOWED", List.of(), "", reason);
                case Outcome.CouldNot(String reason) -> of("COULD_NOT", List.of(), "", reason);
            };
        }

        private static Ending of(String outcome, List<String> notes, String rule, String reason) {
            return new Ending(
                    outcome, notes, some(rule), some(reason), Optional.empty(), List.of());
        }

        private static Optional<String> some(String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }
    }

    /** A backfill. */
    record Backfill(
            String id,
            String table,
            String state,
            int pass,
            long done,
            long total,
            long changed,
            Optional<Long> left,
            int batch,
            Optional<Long> etaFromMs,
            Optional<Long> etaToMs,
            long pausedMs,
            Optional<String> note) {
        static Backfill of(Fill fill) {
            Optional<Eta> eta = fill.eta();
            return new Backfill(
                    fill.id(),
                    fill.relation(),
                    fill.state().name(),
                    fill.pass(),
                    fill.done(),
                    fill.total(),
                    fill.changed(),
                    fill.left(),
                    fill.batch(),
                    eta.map(e -> e.from().toMillis()),
                    eta.map(e -> e.to().toMillis()),
                    fill.paused().toMillis(),
                    fill.note());
        }
    }

    /** A file. */
    record File(
            String path,
            String version,
            String phase,
            String state,
            String origin,
            long change,
            Optional<String> note) {}

    /** A file in the middle. */
    record HalfDone(String path, String direction, int statementsDone, List<Integer> open) {}

    /** Columns kept in step. */
    record Sync(String table, String old, String fresh, int sampled, int lossy, String recovery) {}

    /** The whole status. */
    record Status(
            boolean running,
            Optional<String> holder,
            List<File> files,
            List<HalfDone> halfDone,
            List<Session> blockers,
            List<Backfill> backfills,
            List<Sync> syncs,
            List<String> invalidIndexes,
            boolean pointOfNoReturn,
            Optional<String> contract) {
        static Status of(TargetStatus status) {
            return new Status(
                    status.running(),
                    status.lock().flatMap(LockRow::holder),
                    status.files().stream()
                            .map(
                                    f ->
                                            new File(
                                                    f.path(),
                                                    f.version(),
                                                    f.phase().name(),
                                                    f.state().name(),
                                                    f.origin().name(),
                                                    f.change(),
                                                    f.note()))
                            .toList(),
                    status.halfDone().stream()
                            .map(
                                    h ->
                                            new HalfDone(
                                                    h.path(),
                                                    h.direction().name(),
                                                    h.done(),
                                                    h.open()))
                            .toList(),
                    status.blockers().stream().map(Session::of).toList(),
                    status.fills().stream().map(Backfill::of).toList(),
                    status.syncs().stream()
                            .map(
                                    s ->
                                            new Sync(
                                                    s.table(),
                                                    s.pair().old(),
                                                    s.pair().fresh(),
                                                    s.sampled(),
                                                    s.lossy(),
                                                    s.lossy() > 0 ? "F" : "V"))
                            .toList(),
                    status.invalidIndexes(),
                    status.pointOfNoReturn().isPresent(),
                    status.pointOfNoReturn());
        }
    }

    /** A statement that would run. */
    record Planned(
            int line,
            String sql,
            Optional<String> lock,
            Optional<Long> rows,
            Optional<Long> stallFromMs,
            Optional<Long> stallToMs) {}

    /** A backfill that would run. */
    record PlannedFill(String table, String set, long rows, long fromMs, long toMs) {}

    /** A file that would run. */
    record PlannedFile(
            String path,
            String phase,
            String state,
            List<Planned> statements,
            List<PlannedFill> backfills) {}

    /** How the target's catalog stands to its history: NONE, DIFFERS or UNKNOWN. */
    record Drifted(String drift, List<String> differences, Optional<String> why) {
        static Drifted of(Drift drift) {
            return switch (drift) {
                case Drift.None() -> new Drifted("NONE", List.of(), Optional.empty());
                case Drift.Differs(List<String> all) ->
                        new Drifted("DIFFERS", all, Optional.empty());
                case Drift.Unknown(String why) ->
                        new Drifted("UNKNOWN", List.of(), Optional.of(why));
            };
        }
    }

    /**
     * The whole plan.
     *
     * @param unfilled files that ran, and whose rows are not all filled
     */
    record Plan(
            String version,
            String role,
            Map<String, String> settings,
            Optional<Drifted> drift,
            List<PlannedFile> files,
            List<String> unfilled) {
        static Plan of(RunPlan plan, Optional<Drift> drift) {
            return new Plan(
                    plan.version(),
                    plan.role(),
                    plan.settings(),
                    drift.map(Drifted::of),
                    plan.files().stream().map(Plan::file).toList(),
                    plan.unfilled());
        }

        private static PlannedFile file(RunPlan.PlannedFile file) {
            return new PlannedFile(
                    file.path(),
                    file.phase().name(),
                    file.state().name(),
                    file.statements().stream()
                            .map(
                                    s ->
                                            new Planned(
                                                    s.line(),
                                                    s.text(),
                                                    s.lock(),
                                                    s.rows(),
                                                    s.prediction()
                                                            .map(p -> p.stallFrom().toMillis()),
                                                    s.prediction()
                                                            .map(p -> p.stallTo().toMillis())))
                            .toList(),
                    file.fills().stream()
                            .map(
                                    f ->
                                            new PlannedFill(
                                                    f.table(),
                                                    f.set(),
                                                    f.rows(),
                                                    f.from().toMillis(),
                                                    f.to().toMillis()))
                            .toList());
        }
    }
}
