package dev.surefoot.schema.proof.recording;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Optional;

/**
 * One line of the server's log in JSON, as far as a recording needs it. Absent fields are empty.
 *
 * @param session the connection
 * @param transaction the virtual transaction, which statements of one transaction share
 * @param statement the statement that an error is about
 */
record LogEntry(
        String user,
        String database,
        String session,
        String transaction,
        String severity,
        String state,
        String message,
        String detail,
        String statement) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Empty if the line is not whole, as the last one of a server that was killed. */
    static Optional<LogEntry> of(String line) {
        try {
            JsonNode node = MAPPER.readTree(line);
            return Optional.of(
                    new LogEntry(
                            text(node, "user"),
                            text(node, "dbname"),
                            text(node, "session_id"),
                            text(node, "vxid"),
                            text(node, "error_severity"),
                            text(node, "state_code"),
                            text(node, "message"),
                            text(node, "detail"),
                            text(node, "statement")));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    boolean isError() {
        return severity.equals("ERROR") || severity.equals("FATAL");
    }

    /** The text of a statement that was run; empty if this is about something else. */
    Optional<String> sql() {
        if (!severity.equals("LOG")) {
            return Optional.empty();
        }
        if (message.startsWith("statement: ")) {
            return Optional.of(message.substring("statement: ".length()));
        }
        // "execute fetch from" goes on with a statement that was logged when it began.
        if (!message.startsWith("execute ") || message.startsWith("execute fetch from ")) {
            return Optional.empty();
        }
        int end = message.indexOf(": ");
        return end < 0 ? Optional.empty() : Optional.of(message.substring(end + 2));
    }
}
