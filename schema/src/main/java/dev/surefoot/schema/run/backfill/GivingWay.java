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

    private final FillContext context;
    private final FillPlan plan;
    private final List<Signal> signals;
    private Optional<Instant> asked = Optional.empty();

    GivingWay(FillContext context, FillPlan plan) {
        this.context = context;
        this.plan = plan;
        this.signals =
                Stream.concat(
                                context.signals().stream(),
                                new ServerSignals(context.worker(), plan).all().stream())
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
            Optional<String> person = person();
            Optional<String> against = person.isPresent() ? person : signal();
            if (against.isEmpty()) {
                return Optional.empty();
            }
            FillTable.state(context.worker(), plan.id(), Fill.State.PAUSED, against.get());
            context.progress().accept(FillTable.find(context.worker(), plan.id()).orElseThrow());
            if (waited.compareTo(context.limits().patience()) >= 0) {
                return Optional.of(new FillEnd.Held(against.get(), List.of()));
            }
            Duration span = person.isPresent() ? ASK_PERSON_EVERY : Pauses.after(pauses);
            context.pace().sleeper().sleep(span);
            waited = waited.plus(span);
            FillTable.paused(context.worker(), plan.id(), span);
        }
    }

    private Optional<String> person() throws SQLException {
        return FillTable.find(context.worker(), plan.id())
                .flatMap(Fill::askedToPause)
                .map(why -> "somebody asked to pause: " + why);
    }

    private Optional<String> signal() {
        for (Signal each : signals) {
            switch (each.read()) {
                case Signal.Reading.Clear() -> {}
                case Signal.Reading.Stop(String reason) -> {
                    return Optional.of(reason);
                }
                case Signal.Reading.Unreadable(String reason) -> {
                    return Optional.of(reason);
                }
            }
        }
        return Optional.empty();
    }
}
