package dev.surefoot.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the server is set up. What safety rests on is given on its command line, which neither {@code
 * ALTER SYSTEM} nor an edited file can overrule; the rest lies in its configuration file. Both are
 * written anew at each start.
 */
final class ServerConfig {
    private static final String HBA =
            """
            # Written at each start. Passwords only, loopback only.
            host all all 127.0.0.1/32 scram-sha-256
            """;

    // Sized for a control plane beside the services it releases, not for a database host.
    private static final String CONF =
            """
            # Written at each start; put lines of your own into custom.conf beside this file.
            max_connections = 40
            shared_buffers = 64MB
            work_mem = 4MB
            maintenance_work_mem = 32MB
            max_wal_size = 512MB
            max_parallel_workers_per_gather = 0
            jit = off
            shared_preload_libraries = ''
            password_encryption = scram-sha-256
            synchronous_commit = on
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            log_line_prefix = '%m [%p] '
            log_min_duration_statement = -1
            log_filename = 'postgresql-%Y%m%d-%H%M%S.log'
            log_file_mode = 0600
            log_rotation_age = 0
            log_rotation_size = 8MB
            include_if_exists = 'custom.conf'
            """;

    private ServerConfig() {}

    static void write(Path data, Account account) throws IOException {
        put(data.resolve("pg_hba.conf"), HBA, account);
        put(data.resolve("postgresql.conf"), CONF, account);
    }

    private static void put(Path file, String text, Account account) throws IOException {
        // By a rename: as root we must not write through a link that another user has laid there.
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, Layout.PRIVATE_FILE);
        Files.writeString(next, text, StandardOpenOption.WRITE);
        account.own(next);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The server's options as one string that a shell will take apart again. */
    static String options(Layout layout, int port, Map<String, String> more) {
        List<String> settings = new ArrayList<>();
        settings.addAll(
                List.of(
                        "port=" + port,
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "hba_file=" + layout.data().resolve("pg_hba.conf"),
                        // INVARIANT: what was committed is on the disk.
                        "fsync=on",
                        "full_page_writes=on",
                        "logging_collector=on",
                        "log_destination=stderr",
                        "log_directory=" + layout.log()));
        // The last one wins.
        more.forEach((name, value) -> settings.add(name + "=" + value));
        List<String> words = new ArrayList<>();
        for (String setting : settings) {
            words.add("-c");
            words.add(quoted(setting));
        }
        return String.join(" ", words);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
