package dev.surefoot.schema.run.backfill;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pauses a backfill for as long as a person, the server or one of the signals is against going on.
 * Not thread-safe.
 */
final class GivingWay {
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);
    private static final Duration ASK_PERSON_EVERY = Duration.ofSeconds(5);
    private static final Duration ASK_PASSING_EVERY = Duration.ofSeconds(2);

    private final FillContext context;
    private final FillPlan plan;
    private final WalPace wal;
    private final List<Signal> signals;
    private Optional<Instant> asked = Optional.empty();

    GivingWay(FillContext context, FillPlan plan) {
        this.context = context;
        this.plan = plan;
        this.wal = new WalPace(context.worker());
        this.signals =
                Stream.concat(
                                context.signals().stream(),
                                new ServerSignals(context.worker(), plan, wal).all().stream())
                        .toList();
    }

    /** Pauses for as long as something is against going on; an end if that takes too long. */
    Optional<FillEnd> way() throws SQLException, InterruptedException {
        Instant now = context.pace().clock().instant();
        if (asked.filter(at -> now.isBefore(at.plus(ASK_EVERY))).isPresent()) {
            return Optional.empty();
        }
        Duration waited = Duration.ZERO;
        for (int pauses = 0; ; pauses++) {
            asked = Optional.of(context.pace().clock().instant());
            Optional<Against> found = against(pauses);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Against against = found.get();
            FillTable.state(context.worker(), plan.id(), Fill.State.PAUSED, against.reason());
            context.progress().accept(FillTable.find(context.worker(), plan.id()).orElseThrow());
            if (waited.compareTo(context.limits().patience()) >= 0) {
                return Optional.of(new FillEnd.Held(against.reason(), List.of()));
            }
            context.pace().sleeper().sleep(against.pause());
            waited = waited.plus(against.pause());
            FillTable.paused(context.worker(), plan.id(), against.pause());
        }
    }

    /**
     * After a batch: how long to rest for what was written to the server's log. Where that can't be
     * read it is nothing here; the next question pauses for it.
     */
    Duration written() {
        try {
            return wal.written();
        } catch (SQLException e) {
            return Duration.ZERO;
        }
    }

    /** Why not to go on, and how long until that is asked again. */
    private record Against(String reason, Duration pause) {}

    private Optional<Against> against(int pauses) throws SQLException {
        Optional<Against> person =
                FillTable.find(context.worker(), plan.id())
                        .flatMap(Fill::askedToPause)
                        .map(
                                why ->
                                        new Against(
                                                "somebody asked to pause: " + why,
                                                ASK_PERSON_EVERY));
        return person.isPresent() ? person : signal(pauses);
    }

    private Optional<Against> signal(int pauses) {
        for (Signal each : signals) {
            switch (each.read()) {
                case Signal.Reading.Clear() -> {}
                case Signal.Reading.Stop(String reason) -> {
                    return Optional.of(new Against(reason, Pauses.after(pauses)));
                }
                case Signal.Reading.Passing(String reason) -> {
                    return Optional.of(new Against(reason, ASK_PASSING_EVERY));
                }
                case Signal.Reading.Unreadable(String reason) -> {
                    return Optional.of(new Against(reason, Pauses.after(pauses)));
                }
            }
        }
        return Optional.empty();
    }
}
