package dev.surefoot.server.runtime;

import java.util.Optional;

/**
 * What an instance's readiness has shown so far. Pure; time is a monotonic count of nanoseconds.
 *
 * @param proven was ready once: from then on one good answer suffices
 * @param passes good answers in a row
 * @param firstPass when the first of them came
 * @param failures answers in a row that were not good, after it was proven
 * @param lastProbe when it was last asked; empty: never
 */
record ReadinessTrack(
        boolean proven,
        int passes,
        long firstPass,
        int failures,
        Optional<Long> lastProbe,
        Health health) {
    /** Nothing seen yet by this server; {@code proven} is what the instance's row remembers. */
    static ReadinessTrack begin(boolean proven) {
        return new ReadinessTrack(
                proven, 0, 0, 0, Optional.empty(), new Health.Starting("not asked yet"));
    }

    /** Whether it is time to ask again. */
    boolean due(Readiness settings, long now) {
        return lastProbe.isEmpty() || now - lastProbe.get() >= settings.every().toNanos();
    }

    /** What is known after one more look. */
    ReadinessTrack after(Probe probe, String digest, Readiness settings, long now) {
        return switch (probe) {
            case Probe.Silence(String why) -> failed(why, now);
            case Probe.Answer answer when wrong(answer, digest) ->
                    new ReadinessTrack(
                            false,
                            0,
                            0,
                            0,
                            Optional.of(now),
                            new Health.WrongDigest(answer.digest().orElse("")));
            case Probe.Answer answer when !answer.good() ->
                    failed("readiness answers " + answer.status(), now);
            case Probe.Answer good -> passed(settings, now);
        };
    }

    /** A good answer must name the digest; one that is not good may be silent, not lie. */
    private static boolean wrong(Probe.Answer answer, String digest) {
        return answer.digest().map(seen -> !seen.equals(digest)).orElse(answer.good());
    }

    private ReadinessTrack passed(Readiness settings, long now) {
        int inRow = passes + 1;
        long first = passes == 0 ? now : firstPass;
        boolean enough =
                inRow >= settings.passes() && now - first >= settings.minHealthy().toNanos();
        boolean ready = proven || enough;
        Health shown =
                ready
                        ? new Health.Ready()
                        : new Health.Starting(
                                inRow
                                        + " good answers of "
                                        + settings.passes()
                                        + ", healthy for "
                                        + (now - first) / 1_000_000
                                        + " ms of "
                                        + settings.minHealthy().toMillis());
        return new ReadinessTrack(ready, inRow, first, 0, Optional.of(now), shown);
    }

    private ReadinessTrack failed(String why, long now) {
        int inRow = proven ? failures + 1 : 0;
        Health shown = proven ? new Health.Failing(why, inRow) : new Health.Starting(why);
        return new ReadinessTrack(proven, 0, 0, inRow, Optional.of(now), shown);
    }
}
