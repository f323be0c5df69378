package dev.surefoot.server.web;

import dev.surefoot.server.schema.Proof;
import dev.surefoot.server.schema.SchemaState;

/** The state of a database's change in plain words. Pure. */
final class ChangeWords {
    private ChangeWords() {}

    static StateWords of(SchemaState state) {
        return switch (state) {
            case SchemaState.Proving s ->
                    new StateWords(
                            Tone.MOVING,
                            "On trial",
                            "Its migrations are tried on a shadow",
                            "A throw-away PostgreSQL stands for the database. Nothing has run"
                                    + " here yet.");
            case SchemaState.Proven s -> proven(s.proof());
            case SchemaState.Expanding s ->
                    moving(
                            "Expanding",
                            "What the new version needs is being added",
                            "The old version works with all of it. The new one starts once it is"
                                    + " there.");
            case SchemaState.Expanded s ->
                    moving(
                            "Expanded",
                            "Both versions can run",
                            "What the new version needs is there, and the old one works with it.");
            case SchemaState.Backfilling s ->
                    moving(
                            "Backfilling",
                            "What was added is being filled",
                            "In small steps, while both versions live. Going back is free.");
            case SchemaState.Settled s -> settled(s.proof());
            case SchemaState.Contracting s ->
                    new StateWords(
                            Tone.HELD,
                            "Contracting",
                            "What only the old version needed is being taken away",
                            "Versions that need it are out of reach from here on.");
            case SchemaState.Complete s ->
                    new StateWords(
                            Tone.GOOD,
                            "Complete",
                            s.contracted()
                                    ? "Everything ran, the taking away included"
                                    : "Everything ran, and nothing was taken away",
                            s.contracted()
                                    ? "Versions that need what is gone are out of reach."
                                    : "The version before still runs on this schema.");
            case SchemaState.Refused s ->
                    new StateWords(
                            Tone.BAD,
                            "Refused",
                            "It can't go on; somebody must change it",
                            sentence(s.why()));
            case SchemaState.Left s ->
                    new StateWords(
                            Tone.QUIET,
                            "Left",
                            "It was left where it stood",
                            sentence(s.why()) + " Data: " + sentence(s.data()));
        };
    }

    private static StateWords proven(Proof proof) {
        return switch (proof.verdict()) {
            case PASS ->
                    new StateWords(
                            Tone.GOOD,
                            "Proven",
                            "It may run; nothing has run here yet",
                            sentence(proof.words()));
            case FAIL ->
                    new StateWords(
                            Tone.BAD,
                            "Failed the trial",
                            "It may not run as it is; nothing has run here",
                            sentence(proof.words()));
            case INCONCLUSIVE ->
                    new StateWords(
                            Tone.HELD,
                            "Not known",
                            "Something that could stand against it is not known",
                            sentence(proof.words()) + " Nothing has run here.");
        };
    }

    private static StateWords settled(Proof proof) {
        return proof.has(Proof.Phase.CONTRACT)
                ? moving(
                        "Waits to contract",
                        "Both versions have what they need",
                        "What only the old version needs is taken away once nobody uses it any"
                                + " more.")
                : moving(
                        "Settled",
                        "Both versions have what they need",
                        "Nothing is to be taken away. It ends with its release.");
    }

    private static StateWords moving(String label, String headline, String detail) {
        return new StateWords(Tone.MOVING, label, headline, detail);
    }

    private static String sentence(String text) {
        return Text.brief(StateWords.sentence(text));
    }
}
