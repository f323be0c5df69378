package dev.surefoot.server.schema;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import java.time.Instant;
import java.util.Optional;

/** Where a change stands; each state carries only its own data. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SchemaState.Proving.class, name = "PROVING"),
    @JsonSubTypes.Type(value = SchemaState.Proven.class, name = "PROVEN"),
    @JsonSubTypes.Type(value = SchemaState.Expanding.class, name = "EXPANDING"),
    @JsonSubTypes.Type(value = SchemaState.Expanded.class, name = "EXPANDED"),
    @JsonSubTypes.Type(value = SchemaState.Backfilling.class, name = "BACKFILLING"),
    @JsonSubTypes.Type(value = SchemaState.Settled.class, name = "SETTLED"),
    @JsonSubTypes.Type(value = SchemaState.Contracting.class, name = "CONTRACTING"),
    @JsonSubTypes.Type(value = SchemaState.Complete.class, name = "COMPLETE"),
    @JsonSubTypes.Type(value = SchemaState.Refused.class, name = "REFUSED"),
    @JsonSubTypes.Type(value = SchemaState.Left.class, name = "LEFT")
})
public sealed interface SchemaState {
    /** When this state was entered. */
    Instant since();

    /** It is tried on a shadow. */
    record Proving(Instant since) implements SchemaState {}

    /** The trial is over; nothing ran here yet. */
    record Proven(Instant since, Proof proof) implements SchemaState {}

    /** What the new version needs is being added; no instance of it runs. */
    record Expanding(Instant since, Proof proof) implements SchemaState {}

    /** Added; the new version may start. */
    record Expanded(Instant since, Proof proof) implements SchemaState {}

    /** What was added is being filled, while both versions live. */
    record Backfilling(Instant since, Proof proof) implements SchemaState {}

    /** Both versions are served; what only the old one needs is still there. */
    record Settled(Instant since, Proof proof) implements SchemaState {}

    /** What only the old one needed is being taken away. */
    record Contracting(Instant since, Proof proof) implements SchemaState {}

    /**
     * Everything ran.
     *
     * @param contracted something was taken away: versions that need it are out of reach
     */
    record Complete(Instant since, Proof proof, boolean contracted) implements SchemaState {}

    /**
     * It can't run; somebody must change it.
     *
     * @param reached the state in which it was refused
     */
    record Refused(Instant since, Optional<Proof> proof, String why, String reached)
            implements SchemaState {
        /** Before anything ran. */
        public Refused(Instant since, Optional<Proof> proof, String why) {
            this(since, proof, why, "PROVING");
        }
    }

    /**
     * The release went back or was overtaken. What was added stays, as both versions bear it.
     *
     * @param reached the state in which it was left
     * @param data what became of the data, in words
     */
    record Left(Instant since, Optional<Proof> proof, String reached, String why, String data)
            implements SchemaState {}

    /** The state's stable name, as in JSON and SQL. */
    default String label() {
        return switch (this) {
            case Proving s -> "PROVING";
            case Proven s -> "PROVEN";
            case Expanding s -> "EXPANDING";
            case Expanded s -> "EXPANDED";
            case Backfilling s -> "BACKFILLING";
            case Settled s -> "SETTLED";
            case Contracting s -> "CONTRACTING";
            case Complete s -> "COMPLETE";
            case Refused s -> "REFUSED";
            case Left s -> "LEFT";
        };
    }

    /** What was proven, in every state after it. */
    default Optional<Proof> proven() {
        return switch (this) {
            case Proving s -> Optional.empty();
            case Proven s -> Optional.of(s.proof());
            case Expanding s -> Optional.of(s.proof());
            case Expanded s -> Optional.of(s.proof());
            case Backfilling s -> Optional.of(s.proof());
            case Settled s -> Optional.of(s.proof());
            case Contracting s -> Optional.of(s.proof());
            case Complete s -> Optional.of(s.proof());
            case Refused s -> s.proof();
            case Left s -> s.proof();
        };
    }

    /** Whether nothing moves it any more. */
    default boolean ended() {
        return this instanceof Complete || this instanceof Refused || this instanceof Left;
    }

    /** Whether the new version finds what it needs. */
    default boolean expanded() {
        return switch (this) {
            case Proving s -> false;
            case Proven s -> false;
            case Expanding s -> false;
            case Expanded s -> true;
            case Backfilling s -> true;
            case Settled s -> true;
            case Contracting s -> true;
            case Complete s -> true;
            case Refused s -> false;
            case Left s -> false;
        };
    }
}
