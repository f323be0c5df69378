package dev.surefoot.server.schema;

import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.FactName;
import dev.surefoot.server.gate.FactSource;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.server.gate.Need;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a candidate and the database of the place it goes to. Absent while the trial on
 * a shadow is not over, or could not find out; never then a pass.
 */
public final class SchemaFacts implements FactSource {
    private static final String PENDING = "schema.pending";
    private static final String REFUSAL = "schema.refusal";

    private final SchemaDesk desk;

    public SchemaFacts(SchemaDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<FactName> supplies() {
        return List.of(
                new FactName(
                        PENDING, FactName.Type.INTEGER, "migrations that are yet to run there"),
                new FactName(
                        REFUSAL,
                        FactName.Type.TEXT,
                        "what stands against it: a proven break, a stall, a way back that leads"
                                + " elsewhere; \"\" if nothing"));
    }

    @Override
    public Map<String, Fact> facts(GateSubject subject, List<Need> needs, Instant at) {
        Schemas.Wish wish =
                new Schemas.Wish(
                        subject.service(),
                        subject.environment(),
                        subject.candidate(),
                        subject.serviceVersion());
        Optional<String> gone =
                desk.floor(subject.service(), subject.environment())
                        .flatMap(floor -> floor.refusal(subject.artifact()));
        Optional<SchemaChange> change = desk.newest(wish);
        if (gone.isPresent() && change.filter(SchemaFacts::tried).isPresent()) {
            return absent("its statements are being tried on the present schema");
        }
        if (gone.isPresent() && !again(wish)) {
            return known(0, gone.get());
        }
        if (desk.bundled(subject.candidate()).flatMap(SchemaDesk.Bundled::bundle).isEmpty()) {
            return desk.changed(subject.service(), subject.environment())
                    ? absent(
                            "other candidates changed the database there, and this one brings"
                                    + " neither migrations nor statements, so nobody knows whether"
                                    + " it works with that: create the candidate with --migrations"
                                    + " and --statements")
                    : known(0, "");
        }
        if (desk.homeless(wish)) {
            return known(
                    0,
                    "it brings migrations, and "
                            + subject.service()
                            + " has no database in "
                            + subject.environment()
                            + ": add database: ${env:NAME} there to surefoot.yaml");
        }
        if (change.isEmpty()) {
            return absent("its migrations are about to be tried on a shadow");
        }
        return change.get().state() instanceof SchemaState.Refused refused
                ? known(0, refused.why())
                : change.get()
                        .proof()
                        .map(SchemaFacts::proven)
                        .orElseGet(() -> absent("its migrations are being tried on a shadow"));
    }

    private static boolean tried(SchemaChange change) {
        return change.state() instanceof SchemaState.Proving;
    }

    /** Something that ran later may have brought back what a version needs: if that is proven. */
    private boolean again(Schemas.Wish wish) {
        Optional<PointOfNoReturn> floor = desk.floor(wish.service(), wish.environment());
        return desk.newest(wish)
                .flatMap(SchemaChange::proof)
                .filter(proof -> proof.verdict() == Proof.Verdict.PASS)
                .filter(proof -> proof.cell("NEW", "BEFORE").isPresent())
                .filter(proof -> floor.filter(it -> proof.at().isBefore(it.at())).isEmpty())
                .isPresent();
    }

    private static Map<String, Fact> proven(Proof proof) {
        return switch (proof.verdict()) {
            case PASS -> known(proof.files().size(), "");
            case FAIL -> known(proof.files().size(), proof.words());
            case INCONCLUSIVE -> absent(proof.words());
        };
    }

    private static Map<String, Fact> known(long pending, String refusal) {
        return Map.of(PENDING, Fact.known(pending), REFUSAL, Fact.known(refusal));
    }

    private static Map<String, Fact> absent(String why) {
        return Map.of(PENDING, Fact.absent(why), REFUSAL, Fact.absent(why));
    }
}
