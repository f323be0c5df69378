package dev.surefoot.bench;

import dev.surefoot.server.json.Json;

import java.io.PrintStream;
import java.util.List;

/**
 * The answer of one command: tables and bars for people, or one JSON document. What is said while
 * it runs goes to standard error.
 */
public final class Report {
    private static final int HELD = 0;
    private static final int NOT_HELD = 3;

    private final PrintStream out;
    private final boolean json;

    /** A report on standard output. */
    public Report(boolean json) {
        this(System.out, json);
    }

    Report(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** Says what goes on. */
    public static void progress(String text) {
        System.err.println(text);
        System.err.flush();
    }

    /** A line for people; nothing with {@code --json}. */
    public void line(String text) {
        if (!json) {
            out.println(text);
        }
    }

    /** A table for people; nothing with {@code --json}. */
    public void table(Table table) {
        table.lines().forEach(this::line);
    }

    /**
     * Ends the report.
     *
     * @param document for programs; with {@code --json} only
     * @return the exit code
     */
    public int end(Object document, List<Bar> bars) {
        line("");
        bars.forEach(bar -> line(bar.line()));
        if (json) {
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document));
        }
        out.flush();
        boolean all = !bars.isEmpty() && bars.stream().allMatch(Bar::held);
        return all ? HELD : NOT_HELD;
    }
}
