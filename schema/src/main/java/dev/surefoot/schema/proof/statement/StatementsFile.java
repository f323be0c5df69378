package dev.surefoot.schema.proof.statement;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Reads and writes statements as JSON Lines: {@code {"sql", "params", "types", "tx", "role", "id",
 * "session", "sqlState"}}, of which only {@code sql} must be there. Strict: an unknown key, a
 * parameter too few or an id given twice is a fault, and all faults are told at once.
 */
public final class StatementsFile {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    // A number is the text that stands there: 1.50 is not 1.5.
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();
    private static final int MOST_FAULTS = 20;

    private StatementsFile() {}

    /** Reads a file; a recording is known by its sessions. */
    public static Statements read(Path file) throws IOException, UnreadableStatements {
        return parse(Files.readAllBytes(file));
    }

    /** Reads a file's bytes. */
    public static Statements parse(byte[] bytes) throws UnreadableStatements {
        List<AppStatement> all = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int number = 0;
        for (String line : text(bytes).split("\n", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                AppStatement one = new StatementLine(MAPPER.readTree(line), number).statement();
                if (!ids.add(one.id())) {
                    faults.add("line " + number + ": id " + one.id() + " was given before");
                }
                all.add(one);
            } catch (StatementLine.Fault e) {
                faults.add("line " + number + ": " + e.getMessage());
            } catch (JacksonException e) {
                faults.add("line " + number + ": no JSON object: " + e.getOriginalMessage());
            }
            if (faults.size() == MOST_FAULTS) {
                faults.add("line " + number + ": too many faults; the rest was not read");
                break;
            }
        }
        checkSessions(all, faults);
        if (!faults.isEmpty()) {
            throw new UnreadableStatements(faults);
        }
        boolean recorded = !all.isEmpty() && all.getFirst().session().isPresent();
        return new Statements(
                recorded ? StatementSource.RECORDING : StatementSource.FILE, sha256(bytes), all);
    }

    private static void checkSessions(List<AppStatement> all, List<String> faults) {
        long recorded = all.stream().filter(one -> one.session().isPresent()).count();
        if (recorded != 0 && recorded != all.size()) {
            faults.add(
                    "line 1: "
                            + recorded
                            + " of "
                            + all.size()
                            + " statements have a session: a recording has one in each line, a"
                            + " file written by hand in none");
        }
    }

    private static String text(byte[] bytes) throws UnreadableStatements {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableStatements(List.of("line 1: the file is not UTF-8 text"));
        }
    }

    /** The bytes of a file that holds these statements. */
    public static byte[] write(List<AppStatement> all) {
        StringBuilder text = new StringBuilder();
        for (AppStatement one : all) {
            text.append(MAPPER.writeValueAsString(json(one))).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode json(AppStatement one) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("id", one.id());
        node.put("sql", one.sql());
        ArrayNode params = node.putArray("params");
        for (Parameter each : one.params()) {
            each.value().ifPresentOrElse(params::add, params::addNull);
        }
        if (one.params().stream().anyMatch(each -> each.type().isPresent())) {
            ArrayNode types = node.putArray("types");
            one.params().forEach(each -> each.type().ifPresentOrElse(types::add, types::addNull));
        }
        one.tx().ifPresent(tx -> node.put("tx", tx));
        one.role().ifPresent(role -> node.put("role", role));
        one.session().ifPresent(session -> node.put("session", session));
        if (!one.ends().equals(AppStatement.SUCCESS)) {
            node.put("sqlState", one.ends());
        }
        return node;
    }

    /** Lower-case hexadecimal. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
