package dev.surefoot.server.web;

import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionStore;
import dev.surefoot.server.schema.Errand;
import dev.surefoot.server.schema.PointOfNoReturn;
import dev.surefoot.server.schema.Proof;
import dev.surefoot.server.schema.Quiet;
import dev.surefoot.server.schema.SchemaChange;
import dev.surefoot.server.schema.SchemaState;
import dev.surefoot.server.schema.SchemaStore;
import dev.surefoot.server.time.Ids;
import dev.surefoot.server.web.PromotionModel.Happening;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Looks at a place's database, and makes of it what is shown. Safe for use by many threads. */
public final class SchemaLooks {
    private static final int MOST = 11;
    private static final int FEW = 5;

    private final Parts parts;
    private final Reports reports;

    /**
     * What is looked at.
     *
     * @param floors from where on there is no way back: service, then environment
     * @param waitingFor what a change waits for right now
     * @param errands how the work on a change goes
     */
    public record Parts(
            SchemaStore store,
            PromotionStore promotions,
            BiFunction<String, String, Optional<PointOfNoReturn>> floors,
            Function<UUID, String> waitingFor,
            Function<UUID, Optional<Errand>> errands) {}

    public SchemaLooks(Parts parts) {
        this.parts = parts;
        this.reports = new Reports(parts.store());
    }

    /** A database as it stands at {@code now}. */
    SchemaModel of(String service, String environment, boolean named, Instant now) {
        List<SchemaChange> changes = parts.store().of(service, environment, MOST);
        return new SchemaModel(
                service,
                environment,
                named,
                Floors.of(parts.floors().apply(service, environment)),
                changes.stream().findFirst().map(it -> change(it, now)),
                changes.stream().skip(1).map(this::earlier).toList());
    }

    /** Whether candidates ever changed the database of a place. */
    boolean changed(String service, String environment) {
        return !parts.store().of(service, environment, 1).isEmpty();
    }

    /**
     * What the board says of a place: the change under way, or one that somebody must mend. One
     * that was refused and is neither the newest nor what runs is history.
     *
     * @param present the candidates that run, or are the newest, there
     */
    Optional<SchemaModel.Line> board(String service, String environment, List<UUID> present) {
        return parts.store().of(service, environment, FEW).stream()
                .filter(
                        it ->
                                !it.state().ended()
                                        || (refused(it) && present.contains(candidate(it))))
                .findFirst()
                .map(this::line);
    }

    private static boolean refused(SchemaChange change) {
        return change.state() instanceof SchemaState.Refused;
    }

    private static UUID candidate(SchemaChange change) {
        return change.subject().candidate();
    }

    /** What a promotion changes. */
    Optional<SchemaChange> of(Promotion promotion) {
        Promotion.Subject subject = promotion.subject();
        return parts.store().newest(subject.service(), subject.environment(), subject.candidate());
    }

    /** A change in one line. */
    SchemaModel.Line line(SchemaChange change) {
        return new SchemaModel.Line(
                SchemaPage.path(change.subject().service(), change.subject().environment()),
                ChangeWords.of(change.state()),
                briefly(change));
    }

    private String briefly(SchemaChange change) {
        String waitingFor = waitingFor(change);
        return parts.errands()
                .apply(change.id())
                .filter(it -> !change.state().ended())
                .flatMap(SchemaLooks::progress)
                .map(SchemaModel.Progress::words)
                .orElse(waitingFor.isEmpty() ? "" : "waits for " + waitingFor);
    }

    private SchemaModel.Change change(SchemaChange change, Instant now) {
        List<SchemaStore.Event> events = parts.store().events(change.id());
        List<SchemaModel.Phase> phases = PhaseLine.of(change, events);
        TrialReport report = reports.of(change);
        return new SchemaModel.Change(
                Ids.brief(change.id()),
                Ids.brief(change.subject().candidate()),
                Text.digest(change.subject().artifact()),
                promotion(change),
                ChangeWords.of(change.state()),
                change.state().since(),
                change.proof().map(Proof::words).map(Text::brief).orElse(""),
                waitingFor(change),
                phases,
                parts.errands().apply(change.id()).flatMap(SchemaLooks::progress),
                change.state() instanceof SchemaState.Settled
                        ? parts.store().quiet(change.id()).map(it -> words(it, now)).orElse("")
                        : "",
                change.proof().map(Proof::files).orElse(List.of()).stream()
                        .map(file -> file(file, phases))
                        .toList(),
                ProofMatrix.of(change.proof(), report.runs()),
                report,
                events.reversed().stream().map(SchemaLooks::happening).toList());
    }

    private String waitingFor(SchemaChange change) {
        return change.state().ended() ? "" : Text.brief(parts.waitingFor().apply(change.id()));
    }

    /** The id of the newest promotion of a change's candidate to its place. */
    private Optional<String> promotion(SchemaChange change) {
        return parts.promotions().of(change.subject().candidate()).stream()
                .filter(it -> it.subject().environment().equals(change.subject().environment()))
                .map(Promotion::id)
                .max(Comparator.naturalOrder())
                .map(UUID::toString);
    }

    private SchemaModel.Earlier earlier(SchemaChange change) {
        return new SchemaModel.Earlier(
                Ids.brief(change.id()),
                Ids.brief(change.subject().candidate()),
                promotion(change),
                ChangeWords.of(change.state()),
                change.state().since());
    }

    private static Optional<SchemaModel.Progress> progress(Errand errand) {
        if (!(errand instanceof Errand.Running running)) {
            return Optional.empty();
        }
        Errand.Progress progress = running.progress();
        String name =
                switch (running.kind()) {
                    case PROVE -> "The trial";
                    case EXPAND -> "Expand";
                    case BACKFILL -> "Backfill";
                    case CONTRACT -> "Contract";
                };
        return Optional.of(
                new SchemaModel.Progress(
                        name,
                        progress.words(),
                        progress.total() > 0
                                ? Optional.of(part(progress.done(), progress.total()))
                                : Optional.empty()));
    }

    private static int part(long done, long total) {
        return (int) Math.clamp(10_000.0 * done / total, 0, 10_000);
    }

    private static SchemaModel.File file(Proof.File file, List<SchemaModel.Phase> phases) {
        String name = PhaseLine.name(file.phase());
        SchemaModel.Phase phase =
                phases.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
        return new SchemaModel.File(
                file.path(),
                phase.name(),
                phase.tone(),
                phase.words(),
                ReportReader.recovery(file.recovery()));
    }

    private static String words(Quiet quiet, Instant now) {
        if (!quiet.others().isEmpty()) {
            return "Others were seen at "
                    + Text.time(quiet.looked())
                    + ": "
                    + Text.brief(quiet.others())
                    + ".";
        }
        Duration lasting = quiet.lasting(now);
        return lasting.isZero()
                ? "Nobody has looked since "
                        + Text.time(quiet.looked())
                        + ", so the quiet time begins anew."
                : "Nobody but the new version was seen for "
                        + Text.span(lasting)
                        + "; last looked at "
                        + Text.time(quiet.looked())
                        + ".";
    }

    private static Happening happening(SchemaStore.Event event) {
        return new Happening(
                event.at(),
                tone(event.state()),
                StoryLooks.label(event.state()),
                "",
                Text.brief(StateWords.sentence(event.why())));
    }

    private static Tone tone(String state) {
        return switch (state) {
            case "COMPLETE" -> Tone.GOOD;
            case "REFUSED" -> Tone.BAD;
            case "CONTRACTING" -> Tone.HELD;
            case "EXPANDING", "BACKFILLING" -> Tone.MOVING;
            default -> Tone.QUIET;
        };
    }
}
