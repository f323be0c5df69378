package dev.surefoot.cli;

import dev.surefoot.server.json.Json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/** Runs a command as {@code main} does, and keeps what it printed. */
final class Cli {
    private Cli() {}

    /** What a command answered. */
    record Answer(int exit, String out, String err) {
        /** Standard output, which must be one JSON document and nothing else. */
        JsonNode json() {
            try (JsonParser parser = Json.MAPPER.createParser(out)) {
                JsonNode node = parser.readValueAsTree();
                JsonToken more = parser.nextToken();
                if (more != null) {
                    throw new AssertionError("more than one JSON document: " + out);
                }
                return node;
            }
        }
    }

    static Answer run(String... arguments) {
        return answer(() -> Main.run(arguments));
    }

    /** One at a time: standard output is the JVM's. */
    static synchronized Answer answer(IntSupplier command) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try (PrintStream newOut = new PrintStream(printed, true, StandardCharsets.UTF_8);
                PrintStream newErr = new PrintStream(complained, true, StandardCharsets.UTF_8)) {
            System.setOut(newOut);
            System.setErr(newErr);
            int exit = command.getAsInt();
            return new Answer(
                    exit,
                    printed.toString(StandardCharsets.UTF_8),
                    complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
