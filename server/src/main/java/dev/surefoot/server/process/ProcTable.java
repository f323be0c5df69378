package dev.surefoot.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads Linux' {@code /proc/<pid>/stat}; its fields are told in proc_pid_stat(5). */
record ProcTable(Path root) implements ProcessTable {
    static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    // Positions counted from the state, the first field behind the name in parentheses.
    private static final int STATE = 0;
    private static final int GROUP = 2;
    private static final int START_TICKS = 19;

    @Override
    public Optional<Row> find(long pid) {
        try {
            Path file = root.resolve(Long.toString(pid)).resolve("stat");
            // A process may name itself in any bytes; Latin-1 reads them all.
            String stat = Files.readString(file, StandardCharsets.ISO_8859_1);
            return Optional.of(parse(pid, Files.readString(BOOT_ID).strip(), stat));
        } catch (IOException e) {
            return Optional.empty(); // it ended, maybe between two of our looks
        }
    }

    @Override
    public List<Row> group(long group) {
        try (var entries = Files.newDirectoryStream(root, "[0-9]*")) {
            List<Row> rows = new ArrayList<>();
            for (Path entry : entries) {
                find(Long.parseLong(entry.getFileName().toString()))
                        .filter(row -> row.group() == group)
                        .ifPresent(rows::add);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + root, e);
        }
    }

    static Row parse(long pid, String boot, String stat) {
        // The name may hold blanks and parentheses, so the last one counts.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1);
        char state = fields[STATE].charAt(0);
        return new Row(
                pid,
                Long.parseLong(fields[GROUP]),
                state != 'Z' && state != 'X',
                boot + ":" + fields[START_TICKS]);
    }
}
