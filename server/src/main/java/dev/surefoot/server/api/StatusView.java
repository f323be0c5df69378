package dev.surefoot.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What runs where. */
public record StatusView(List<ServiceView> services) {
    /** One service, its environments in promotion order. */
    public record ServiceView(String service, String owner, List<EnvironmentView> environments) {}

    /**
     * One environment of a service.
     *
     * @param url where its traffic comes in
     * @param running what everybody gets who is not on a canary; absent before the first release
     * @param wayBack whether and how it can go back right now, in words
     * @param schema how its database stands; absent where nothing was changed yet
     * @param promotion the one under way, if any
     */
    public record EnvironmentView(
            String environment,
            boolean production,
            String url,
            Optional<RunningView> running,
            String wayBack,
            Optional<SchemaBrief> schema,
            Optional<PromotionView> promotion) {}

    /**
     * How a database stands, in brief.
     *
     * @param state of the newest change there
     * @param waitingFor what that waits for; empty at its end
     * @param oldest the oldest version that still runs on the present schema; absent while every
     *     version that ever ran there does
     */
    public record SchemaBrief(String state, String waitingFor, Optional<String> oldest) {}

    /** What runs. */
    public record RunningView(
            String candidate,
            String artifact,
            String commit,
            String slot,
            int instancesReady,
            int instances,
            Instant since,
            Optional<Instant> warmUntil) {}
}
