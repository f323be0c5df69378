package dev.surefoot.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks POSIX' {@code ps}, for systems without {@code /proc}. Its start time has seconds: two
 * processes with one pid within one second are told apart by nobody.
 */
record PsTable() implements ProcessTable {
    private static final int PID = 0;
    private static final int GROUP = 1;
    private static final int STATE = 2;
    private static final int START = 3;

    @Override
    public Optional<Row> find(long pid) {
        return rows("-p", Long.toString(pid)).stream().filter(row -> row.pid() == pid).findFirst();
    }

    @Override
    public List<Row> group(long group) {
        return rows("-A").stream().filter(row -> row.group() == group).toList();
    }

    private static List<Row> rows(String... which) {
        List<String> command = new ArrayList<>(List.of("ps"));
        command.addAll(List.of("-o", "pid=,pgid=,stat=,lstart="));
        command.addAll(List.of(which));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return out.lines().map(String::strip).flatMap(line -> parse(line).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run ps; install it (procps)", e);
        }
    }

    static Optional<Row> parse(String line) {
        String[] fields = line.strip().split("\\s+", START + 1);
        if (fields.length <= START || !fields[PID].chars().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        return Optional.of(
                new Row(
                        Long.parseLong(fields[PID]),
                        Long.parseLong(fields[GROUP]),
                        !fields[STATE].startsWith("Z"),
                        mark(fields[START])));
    }

    /** The start as {@code ps} prints it, with single blanks. */
    static String mark(String start) {
        return start.strip().replaceAll("\\s+", " ");
    }
}
