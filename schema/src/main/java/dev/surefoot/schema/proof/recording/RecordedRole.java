package dev.surefoot.schema.proof.recording;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/** The role that is recorded, and how it reaches its database. */
record RecordedRole(String name, String password, int port) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String HOST = "127.0.0.1";

    static RecordedRole of(String name, int port) {
        byte[] secret = new byte[16];
        RANDOM.nextBytes(secret);
        return new RecordedRole(name, HexFormat.of().formatHex(secret), port);
    }

    /** Without user and password. */
    String jdbcUrl() {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + encoded();
    }

    Map<String, String> environment() {
        return Map.of(
                "SUREFOOT_RECORD_URL",
                jdbcUrl() + "?user=" + encoded() + "&password=" + password,
                "DATABASE_URL",
                "postgres://%s:%s@%s:%d/%s".formatted(encoded(), password, HOST, port, encoded()),
                "PGHOST",
                HOST,
                "PGPORT",
                Integer.toString(port),
                "PGUSER",
                name,
                "PGPASSWORD",
                password,
                "PGDATABASE",
                name);
    }

    private String encoded() {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
