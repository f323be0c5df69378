package dev.surefoot.server.db;

import java.util.Optional;

/** Where the database is, and as whom to log in (empty: as the address itself says). */
public record DatabaseAddress(String jdbcUrl, Optional<String> user, Optional<String> password) {
    @Override
    public String toString() {
        return "DatabaseAddress[" + jdbcUrl.replaceAll("password=[^&]*", "password=…") + "]";
    }
}
