package dev.surefoot.bench.shifting;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.traffic.Cohort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;

/** Who is sent where: each request drawn anew, and users by their hash. */
record Draws(StagePlane.Kind proxy) {
    private static final int REQUESTS = 50_000;
    private static final int USERS = 10_000;
    private static final Share ONE_PERCENT = new Share(100);
    private static final int BUCKETS = 10_000;

    /**
     * What came of it.
     *
     * @param drawn of {@code requests} at 1 %, those that reached the new version
     * @param wrongUsers of {@code users} at 1 %, those who were not where Java's CRC-32 says
     */
    record Result(long requests, long drawn, long users, long wrongUsers) {
        /** How far the draws are from 1 %, in standard deviations. */
        double sigmas() {
            double deviation = Math.sqrt(requests * 0.01 * 0.99);
            return Math.abs(drawn - requests * 0.01) / deviation;
        }
    }

    Result run(Path directory) throws IOException {
        return new Result(
                REQUESTS,
                drawn(directory.resolve("drawn")),
                USERS,
                wrongUsers(directory.resolve("users")));
    }

    private long drawn(Path directory) throws IOException {
        try (RouterStage stage = RouterStage.start(proxy, directory, Optional.empty());
                Wire wire = new Wire(stage.port())) {
            stage.expose(ONE_PERCENT);
            long drawn = 0;
            for (int i = 0; i < REQUESTS; i++) {
                drawn += wire.get().version().equals("bad") ? 1 : 0;
            }
            return drawn;
        }
    }

    private long wrongUsers(Path directory) throws IOException {
        Cohort cohort = new Cohort("uid", "shop");
        try (RouterStage stage = RouterStage.start(proxy, directory, Optional.of(cohort));
                Wire wire = new Wire(stage.port())) {
            stage.expose(ONE_PERCENT);
            long wrong = 0;
            for (int i = 0; i < USERS; i++) {
                String uid = "user-" + i;
                CRC32 crc = new CRC32();
                crc.update((cohort.key() + ":" + uid).getBytes(StandardCharsets.UTF_8));
                boolean exposed = crc.getValue() % BUCKETS < ONE_PERCENT.basisPoints();
                wrong += wire.get(uid).version().equals(exposed ? "bad" : "good") ? 0 : 1;
            }
            return wrong;
        }
    }
}
