package dev.surefoot.server.schema;

import dev.surefoot.server.schema.Errand.Ended;
import dev.surefoot.server.schema.Errand.Kind;
import dev.surefoot.server.schema.Errand.Outcome;
import dev.surefoot.server.schema.Errand.Running;
import dev.surefoot.server.schema.SchemaDecision.Begin;
import dev.surefoot.server.schema.SchemaDecision.Halt;
import dev.surefoot.server.schema.SchemaDecision.Move;
import dev.surefoot.server.schema.SchemaDecision.Stay;

import java.time.Duration;
import java.util.Optional;

/**
 * All thinking about when a part of a change may run. Pure.
 *
 * <p>Guarantees: nothing runs before it was proven and its release was admitted; nothing is taken
 * away while another version than the new one runs, is kept warm or was seen at the database within
 * the quiet time; a release that went back stops the work at the next step and takes nothing away.
 */
final class SchemaRules {
    /** What was not known may be by now: statistics, an extension, a version of the server. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(5);

    private static final String KEPT = "what was filled so far is kept";

    private SchemaRules() {}

    /** The next decision. */
    static SchemaDecision next(SchemaChange change, SchemaSeen seen) {
        return switch (change.state()) {
            case SchemaState.Proving state -> proving(seen);
            case SchemaState.Proven state -> proven(state, seen);
            case SchemaState.Expanding state -> expanding(state, seen);
            case SchemaState.Expanded state -> expanded(state, seen);
            case SchemaState.Backfilling state -> backfilling(state, seen);
            case SchemaState.Settled state -> settled(state, seen);
            case SchemaState.Contracting state -> contracting(state, seen);
            case SchemaState.Complete state -> new Stay("nothing");
            case SchemaState.Refused state -> new Stay("nothing");
            case SchemaState.Left state -> new Stay("nothing");
        };
    }

    private static SchemaDecision proving(SchemaSeen seen) {
        if (over(seen.release())) {
            return leaving(Optional.empty(), "PROVING", seen, "unchanged: no migration ran");
        }
        return switch (outcome(seen, Kind.PROVE)) {
            case Step.Nothing n -> new Begin(Kind.PROVE);
            case Step.Going going -> new Stay("the trial on a shadow: " + going.words());
            case Step.Over(Outcome.Proved(Proof proof)) ->
                    new Move(new SchemaState.Proven(seen.at(), proof), proof.words());
            case Step.Over(Outcome.Refused(String why)) ->
                    new Move(new SchemaState.Refused(seen.at(), Optional.empty(), why), why);
            case Step.Over over -> again(over, Kind.PROVE, seen);
        };
    }

    private static SchemaDecision proven(SchemaState.Proven state, SchemaSeen seen) {
        Proof proof = state.proof();
        if (over(seen.release())) {
            return left(Optional.of(proof), "PROVEN", seen, "unchanged: no migration ran");
        }
        if (!seen.at().isBefore(proof.until())) {
            return new Move(new SchemaState.Proving(seen.at()), "what was proven has expired");
        }
        if (proof.verdict() == Proof.Verdict.INCONCLUSIVE
                && !seen.at().isBefore(state.since().plus(ASK_AGAIN))) {
            return new Move(new SchemaState.Proving(seen.at()), "it may be known by now");
        }
        if (seen.release() == Release.BEFORE) {
            return new Stay(
                    proof.verdict() == Proof.Verdict.FAIL
                            ? "a candidate that does better in its trial"
                            : "its release");
        }
        // INVARIANT: an admitted release starts only on a proof that passed, also where it had to
        // be made once more since.
        return switch (proof.verdict()) {
            case PASS ->
                    new Move(new SchemaState.Expanding(seen.at(), proof), "its release begins");
            case FAIL -> refused(proof, "PROVEN", seen, proof.words());
            case INCONCLUSIVE -> new Stay("what is not known: " + proof.words());
        };
    }

    private static SchemaDecision expanding(SchemaState.Expanding state, SchemaSeen seen) {
        Proof proof = state.proof();
        if (back(seen.release())) {
            return leaving(
                    Optional.of(proof),
                    "EXPANDING",
                    seen,
                    "expanded in part: what was added stays, the old version works with it");
        }
        if (!proof.has(Proof.Phase.EXPAND)) {
            return new Move(new SchemaState.Expanded(seen.at(), proof), "nothing is to be added");
        }
        return switch (outcome(seen, Kind.EXPAND)) {
            case Step.Nothing n -> new Begin(Kind.EXPAND);
            case Step.Going going -> new Stay(going.words());
            case Step.Over(Outcome.Done(String words)) ->
                    new Move(new SchemaState.Expanded(seen.at(), proof), words);
            case Step.Over(Outcome.Refused(String why)) -> refused(proof, "EXPANDING", seen, why);
            case Step.Over over -> again(over, Kind.EXPAND, seen);
        };
    }

    private static SchemaDecision expanded(SchemaState.Expanded state, SchemaSeen seen) {
        Proof proof = state.proof();
        if (over(seen.release())) {
            return left(Optional.of(proof), "EXPANDED", seen, DataVerdict.EXPANDED_WORDS);
        }
        if (seen.release() == Release.BEFORE || seen.release() == Release.STARTING) {
            return new Stay("users to meet the new version");
        }
        return proof.fills()
                ? new Move(new SchemaState.Backfilling(seen.at(), proof), "both versions live")
                : new Move(new SchemaState.Settled(seen.at(), proof), "nothing is to be filled");
    }

    private static SchemaDecision backfilling(SchemaState.Backfilling state, SchemaSeen seen) {
        Proof proof = state.proof();
        if (back(seen.release())) {
            String data =
                    seen.errand().map(SchemaRules::filled).orElse(KEPT)
                            + "; old data is as it was, what was added stays";
            return leaving(Optional.of(proof), "BACKFILLING", seen, data);
        }
        return switch (outcome(seen, Kind.BACKFILL)) {
            case Step.Nothing n -> new Begin(Kind.BACKFILL);
            case Step.Going going -> new Stay(going.words());
            case Step.Over(Outcome.Done(String words)) ->
                    new Move(new SchemaState.Settled(seen.at(), proof), words);
            // Also what refuses it, such as a row that a constraint does not let pass or one that
            // the old version writes meanwhile, can be mended in the database, or by the old one's
            // end.
            case Step.Over over -> again(over, Kind.BACKFILL, seen);
        };
    }

    private static SchemaDecision settled(SchemaState.Settled state, SchemaSeen seen) {
        Proof proof = state.proof();
        if (over(seen.release())) {
            return leaving(Optional.of(proof), "SETTLED", seen, DataVerdict.words(proof));
        }
        if (!proof.has(Proof.Phase.CONTRACT)) {
            return seen.release() == Release.SERVING || seen.release() == Release.ALONE
                    ? new Move(new SchemaState.Complete(seen.at(), proof, false), "it serves")
                    : new Stay("the end of its release");
        }
        Optional<String> against = against(proof, seen);
        if (against.isPresent()) {
            return stopped(seen, against.get()).orElseGet(() -> new Stay(against.get()));
        }
        // The work itself looks again who is there and whether all is filled; only then it tells
        // that it is about to take something away, and the change is CONTRACTING.
        return outcome(seen, Kind.CONTRACT) instanceof Step.Over(Outcome.Done(String words))
                ? new Move(
                        new SchemaState.Contracting(seen.at(), proof),
                        "somebody has taken it away already: " + words)
                : contract(seen);
    }

    /**
     * Something may be gone already, and is not given back. What refuses the rest, such as a
     * session that came back or a row that is not right, can be mended in the database, so it is
     * tried again; but only as long as nobody else is there.
     */
    private static SchemaDecision contracting(SchemaState.Contracting state, SchemaSeen seen) {
        Proof proof = state.proof();
        if (outcome(seen, Kind.CONTRACT) instanceof Step.Over(Outcome.Done(String words))) {
            // Whoever is there by now: it is done.
            return new Move(new SchemaState.Complete(seen.at(), proof, true), words);
        }
        if (over(seen.release())) {
            return leaving(
                    Optional.of(proof),
                    "CONTRACTING",
                    seen,
                    "filled; of what only older versions need a part may be"
                            + " gone, the rest is there");
        }
        Optional<String> against = against(proof, seen);
        return against.isPresent()
                ? stopped(seen, against.get()).orElseGet(() -> new Stay(against.get()))
                : contract(seen);
    }

    private static SchemaDecision contract(SchemaSeen seen) {
        return switch (outcome(seen, Kind.CONTRACT)) {
            case Step.Nothing n -> new Begin(Kind.CONTRACT);
            case Step.Going going -> new Stay(going.words());
            case Step.Over over -> again(over, Kind.CONTRACT, seen);
        };
    }

    /** What a contract waits for; empty if nothing is against it. */
    private static Optional<String> against(Proof proof, SchemaSeen seen) {
        if (seen.release() != Release.ALONE) {
            return Optional.of("the old version to be gone, and kept warm no longer");
        }
        Optional<Proof.Cell> cell = proof.cell("NEW", "CONTRACTED");
        if (cell.isEmpty() || cell.get().verdict() != Proof.Verdict.PASS) {
            return Optional.of(
                    "a proof that the new version works without what is taken away: record the"
                            + " service's statements and send them with the next candidate"
                            + " (--statements), which takes it away then");
        }
        if (seen.quiet().isEmpty()) {
            return Optional.of("a look at the database's sessions");
        }
        Quiet quiet = seen.quiet().get();
        if (!quiet.others().isEmpty()) {
            return Optional.of("these sessions to end: " + quiet.others());
        }
        Duration lasting = quiet.lasting(seen.at());
        return lasting.compareTo(seen.quietTime()) < 0
                ? Optional.of(
                        "the quiet time: nobody else was seen for %s of %s"
                                .formatted(words(lasting), words(seen.quietTime())))
                : Optional.empty();
    }

    /** How a piece of work stands. */
    private sealed interface Step {
        record Nothing() implements Step {}

        record Going(String words) implements Step {}

        record Over(Outcome outcome) implements Step {}
    }

    private static Step outcome(SchemaSeen seen, Kind kind) {
        if (seen.errand().isEmpty() || seen.errand().get().kind() != kind) {
            return new Step.Nothing();
        }
        return switch (seen.errand().get()) {
            case Running running -> new Step.Going(running.progress().words());
            case Ended ended -> new Step.Over(ended.outcome());
        };
    }

    /** What did not get to its end is tried again, when its time has come. */
    private static SchemaDecision again(Step.Over over, Kind kind, SchemaSeen seen) {
        if (seen.retry()) {
            return new Begin(kind);
        }
        return new Stay(
                switch (over.outcome()) {
                    case Outcome.Held(String why) -> why;
                    case Outcome.Broken(String why) -> "Surefoot itself could not: " + why;
                    case Outcome.Stopped(String words) -> "stopped: " + words;
                    case Outcome.Done(String words) -> words;
                    case Outcome.Refused(String why) -> why;
                    case Outcome.Proved(Proof proof) -> proof.words();
                });
    }

    private static Move refused(Proof proof, String reached, SchemaSeen seen, String why) {
        return new Move(new SchemaState.Refused(seen.at(), Optional.of(proof), why, reached), why);
    }

    /** Its release was admitted once; if it now waits at the gates, then that is another. */
    private static boolean back(Release release) {
        return over(release) || release == Release.BEFORE;
    }

    private static boolean over(Release release) {
        return release == Release.GONE || release == Release.OVERTAKEN;
    }

    /** Work under way is told to stop first; empty once none is. */
    private static Optional<SchemaDecision> stopped(SchemaSeen seen) {
        return stopped(seen, "its release went back");
    }

    private static Optional<SchemaDecision> stopped(SchemaSeen seen, String why) {
        return seen.errand().filter(Running.class::isInstance).map(going -> new Halt(why));
    }

    /** Leaves it as it is, once work under way has stopped. */
    private static SchemaDecision leaving(
            Optional<Proof> proof, String reached, SchemaSeen seen, String data) {
        return stopped(seen).orElseGet(() -> left(proof, reached, seen, data));
    }

    private static Move left(Optional<Proof> proof, String reached, SchemaSeen seen, String data) {
        String why =
                seen.release() == Release.OVERTAKEN
                        ? "a newer version serves and carries on"
                        : "its release went back";
        return new Move(new SchemaState.Left(seen.at(), proof, reached, why, data), why);
    }

    private static String filled(Errand errand) {
        return switch (errand) {
            case Running running -> running.progress().words();
            case Ended ended ->
                    ended.outcome() instanceof Outcome.Stopped(String words) ? words : KEPT;
        };
    }

    private static String words(Duration duration) {
        return duration.toMinutes() >= 120
                ? duration.toHours() + " h"
                : duration.toSeconds() >= 120
                        ? duration.toMinutes() + " min"
                        : duration.toSeconds() + " s";
    }
}
