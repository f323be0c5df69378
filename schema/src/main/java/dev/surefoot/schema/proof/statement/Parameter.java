package dev.surefoot.schema.proof.statement;

import java.util.Optional;

/**
 * One value that an application sends with a statement.
 *
 * @param value as text; empty for NULL
 * @param type the type that the driver names with it; empty where the server infers it
 */
public record Parameter(Optional<String> value, Optional<String> type) {

    /** Without a type. */
    public static Parameter of(String value) {
        return new Parameter(Optional.of(value), Optional.empty());
    }

    /** NULL, without a type. */
    public static Parameter none() {
        return new Parameter(Optional.empty(), Optional.empty());
    }

    /** As a literal of SQL without a type, which the server takes as it takes a text parameter. */
    public String literal() {
        return value.map(Parameter::quoted).orElse("NULL");
    }

    private static String quoted(String text) {
        String doubled = text.replace("'", "''");
        return text.indexOf('\\') < 0
                ? "'" + doubled + "'"
                : "E'" + doubled.replace("\\", "\\\\") + "'";
    }
}
