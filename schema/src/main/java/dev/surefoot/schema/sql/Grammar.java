package dev.surefoot.schema.sql;

import org.jspecify.annotations.Nullable;

import run.endive.runtime.InterpreterMachine;
import run.endive.wasm.WasmModule;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's own grammar. Loaded at first use (one to three seconds, about 80 MiB of heap, given
 * back with this object); then some milliseconds a statement. One text at a time: other threads
 * wait. What exhausts its stack or memory is answered as unreadable, and the next text gets a fresh
 * instance.
 */
public final class Grammar implements SqlParser {
    /** Longer texts are left to the scanner: at 15 kB a second this is four seconds. */
    static final int MAX_LENGTH = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.shared();

    private @Nullable WasmModule module;
    private @Nullable GrammarInstance instance;

    private Grammar() {}

    /** The grammar, if the build found npm. */
    public static Optional<Grammar> find() {
        return GrammarResource.isThere() ? Optional.of(new Grammar()) : Optional.empty();
    }

    @Override
    public String version() {
        return GrammarResource.VERSION;
    }

    @Override
    public Split split(String text) {
        SqlText sql = SqlText.scan(text);
        if (sql.tokens().isEmpty()) {
            return new Split.Statements(List.of());
        }
        return switch (parse(text)) {
            case Parsed.Unreadable(int offset, String message) ->
                    new Split.Unreadable(offset, message);
            case Parsed.Tree(JsonNode statements) -> new Split.Statements(spans(sql, statements));
        };
    }

    /**
     * The columns that stand against parameters ({@code $1}) in a text's statements, in order of
     * parameters; empty for what can't be read, and for parameters that no column is compared to.
     */
    public List<ParameterColumn> parameterColumns(String text) {
        return switch (parse(text)) {
            case Parsed.Unreadable _ -> List.of();
            case Parsed.Tree(JsonNode statements) -> {
                var found = new ArrayList<ParameterColumn>();
                for (JsonNode statement : statements) {
                    found.addAll(ParameterSearch.in(statement.path("stmt")));
                }
                found.sort(Comparator.comparingInt(ParameterColumn::parameter));
                yield List.copyOf(found);
            }
        };
    }

    /** A text's statements as libpg_query has them, positions in bytes; or why there are none. */
    sealed interface Parsed {
        record Tree(JsonNode statements) implements Parsed {}

        record Unreadable(int offset, String message) implements Parsed {}
    }

    synchronized Parsed parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return new Parsed.Unreadable(
                    0,
                    "is longer than the " + MAX_LENGTH + " characters that the grammar is given");
        }
        if (text.indexOf('\0') >= 0) {
            return new Parsed.Unreadable(text.indexOf('\0'), "holds a NUL character");
        }
        GrammarInstance loaded = instance();
        try {
            return switch (loaded.parse(text)) {
                case GrammarInstance.Answer.Wrong(String message, int character) ->
                        new Parsed.Unreadable(offset(text, character), message);
                case GrammarInstance.Answer.Tree(String json) ->
                        new Parsed.Tree(JSON.readTree(json).path("stmts"));
            };
        } catch (RuntimeException | StackOverflowError e) {
            instance = null;
            return new Parsed.Unreadable(0, "the grammar gave up: " + e);
        }
    }

    private synchronized GrammarInstance instance() {
        GrammarInstance present = instance;
        if (present == null) {
            WasmModule decoded = module;
            if (decoded == null) {
                decoded = GrammarResource.load();
                module = decoded;
            }
            present = new GrammarInstance(decoded, InterpreterMachine::new);
            instance = present;
        }
        return present;
    }

    private static int offset(String text, int character) {
        int all = text.codePointCount(0, text.length());
        return text.offsetByCodePoints(0, Math.min(character, all));
    }

    private static List<Span> spans(SqlText sql, JsonNode statements) {
        byte[] bytes = sql.text().getBytes(StandardCharsets.UTF_8);
        var spans = new ArrayList<Span>();
        int byteAt = 0;
        int charAt = 0;
        for (JsonNode statement : statements) {
            int start = statement.path("stmt_location").asInt(0);
            int length = statement.path("stmt_len").asInt(0);
            int end = length == 0 ? bytes.length : start + length;
            int from = charAt + utf16(bytes, byteAt, start);
            int to = from + utf16(bytes, start, end);
            spans.add(sql.trim(new Span(from, to)));
            byteAt = end;
            charAt = to;
        }
        return spans;
    }

    /** How many UTF-16 units these bytes of UTF-8 are; both ends lie between characters. */
    private static int utf16(byte[] bytes, int from, int to) {
        int units = 0;
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xFF;
            units += b >= 0xF0 ? 2 : b < 0x80 || b >= 0xC0 ? 1 : 0;
        }
        return units;
    }
}
