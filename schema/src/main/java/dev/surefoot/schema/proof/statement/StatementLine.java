package dev.surefoot.schema.proof.statement;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One line of a statements file, read strictly. */
record StatementLine(JsonNode node, int number) {
    private static final Set<String> KEYS =
            new TreeSet<>(
                    Set.of("id", "sql", "params", "types", "tx", "role", "session", "sqlState"));
    private static final Pattern TYPE = Pattern.compile("[A-Za-z_][\\w .\"]*(\\[])?");
    private static final Pattern STATE = Pattern.compile("[0-9A-Z]{5}");

    /** What is wrong with the line. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        Fault(String message) {
            super(message);
        }
    }

    AppStatement statement() throws Fault {
        if (!node.isObject()) {
            throw new Fault("no JSON object, but " + node.getNodeType());
        }
        for (String key : node.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw new Fault("unknown key \"" + key + "\"; known are " + KEYS);
            }
        }
        String sql = word("sql").orElseThrow(() -> new Fault("\"sql\" is missing"));
        if (AppSql.words(sql).isEmpty()) {
            throw new Fault("\"sql\" holds no statement: \"" + sql + "\"");
        }
        if (AppSql.split(sql).size() > 1) {
            throw new Fault("\"sql\" holds several statements: give each its line");
        }
        List<Parameter> params = params();
        int needed = AppSql.placeholders(sql);
        if (needed != params.size()) {
            throw new Fault(
                    "\"sql\" goes up to $"
                            + needed
                            + ", and \"params\" has "
                            + params.size()
                            + " values: give one each, null for NULL");
        }
        return new AppStatement(
                word("id").orElse("line " + number),
                sql,
                params,
                word("tx"),
                word("role"),
                word("session"),
                state());
    }

    private String state() throws Fault {
        String state = word("sqlState").orElse(AppStatement.SUCCESS);
        if (!STATE.matcher(state).matches()) {
            throw new Fault("\"sqlState\" is \"" + state + "\": give five characters, as 23505");
        }
        return state;
    }

    private List<Parameter> params() throws Fault {
        JsonNode values = array("params");
        JsonNode types = array("types");
        if (!types.isEmpty() && types.size() != values.size()) {
            throw new Fault(
                    "\"types\" has "
                            + types.size()
                            + " entries and \"params\" "
                            + values.size()
                            + ": give one each, null where the server infers it");
        }
        List<Parameter> all = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            all.add(new Parameter(value(values.get(i)), type(types.get(i))));
        }
        return all;
    }

    private JsonNode array(String key) throws Fault {
        JsonNode array = node.path(key);
        if (!array.isMissingNode() && !array.isArray()) {
            throw new Fault("\"" + key + "\" is no array");
        }
        return array;
    }

    private static Optional<String> value(JsonNode value) throws Fault {
        if (value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            throw new Fault(
                    "a parameter is " + value + ": give its text, as the server would print it");
        }
        return Optional.of(value.asString());
    }

    private static Optional<String> type(@Nullable JsonNode type) throws Fault {
        if (type == null || type.isNull()) {
            return Optional.empty();
        }
        if (!type.isString() || !TYPE.matcher(type.asString()).matches()) {
            throw new Fault("a type is " + type + ": give its name, as \"varchar\" or \"int4[]\"");
        }
        return Optional.of(type.asString());
    }

    private Optional<String> word(String key) throws Fault {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString() || value.asString().isBlank()) {
            throw new Fault("\"" + key + "\" is " + value + ": give a text");
        }
        return Optional.of(value.asString());
    }
}
