package dev.surefoot.server.web;

import static dev.surefoot.server.web.ReportReader.text;

import dev.surefoot.server.web.TrialReport.Lock;
import dev.surefoot.server.web.TrialReport.Measured;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads of a report what each statement was measured to do. Pure. */
final class MeasuredReader {
    private static final int MOST_EFFECTS = 8;

    private MeasuredReader() {}

    static List<Measured> statements(JsonNode files) {
        List<Measured> all = new ArrayList<>();
        for (JsonNode file : files.values()) {
            String path = text(file, "path");
            for (JsonNode statement : file.path("statements").values()) {
                all.add(measured(path, statement));
            }
        }
        return all;
    }

    private static Measured measured(String path, JsonNode statement) {
        JsonNode facts = statement.path("facts");
        String error = text(statement.path("error"), "message");
        String state = text(statement.path("error"), "sqlState");
        long rows = facts.path("rows").asLong(0);
        return new Measured(
                ReportReader.where(path, statement.path("line").asInt(0)),
                facts.isObject(),
                locks(facts.path("locks")),
                effects(facts),
                rows == 0 ? "" : Text.count(rows),
                stall(statement.path("stall")),
                state.isEmpty() ? error : error + " (SQLSTATE " + state + ")");
    }

    private static List<Lock> locks(JsonNode all) {
        List<Lock> locks = new ArrayList<>();
        for (JsonNode each : all.values()) {
            String mode = each.isString() ? each.asString() : text(each, "mode");
            locks.add(new Lock(text(each, "relation"), mode(mode), waits(mode)));
        }
        return locks;
    }

    private static List<String> effects(JsonNode facts) {
        List<String> effects = new ArrayList<>();
        strings(facts.path("rewrites")).forEach(it -> effects.add("rewrites " + it));
        strings(facts.path("scans")).forEach(it -> effects.add("reads all of " + it));
        strings(facts.path("dropped")).forEach(it -> effects.add("drops " + it));
        effects.addAll(strings(facts.path("changed")));
        int more = effects.size() - MOST_EFFECTS;
        if (more <= 0) {
            return effects;
        }
        List<String> first = new ArrayList<>(effects.subList(0, MOST_EFFECTS));
        first.add("and " + more + " more");
        return first;
    }

    private static List<String> strings(JsonNode all) {
        List<String> strings = new ArrayList<>();
        for (JsonNode each : all.values()) {
            strings.add(each.isString() ? each.asString() : each.toString());
        }
        return strings;
    }

    /** Readers and writers, each from the least to the most that is to be expected. */
    private static List<String> stall(JsonNode stall) {
        List<String> words = new ArrayList<>();
        range(words, "readers ", stall.path("readMs"));
        range(words, "writers ", stall.path("writeMs"));
        if (!words.isEmpty() && stall.path("rows").asLong(0) > 0) {
            words.add("at " + Text.count(stall.path("rows").asLong()) + " rows");
        }
        return words;
    }

    private static void range(List<String> words, String who, JsonNode range) {
        if (range.size() == 2 && range.get(0).isNumber() && range.get(1).isNumber()) {
            long low = range.get(0).asLong();
            long high = range.get(1).asLong();
            String span = low == high ? Text.count(low) : Text.count(low) + "–" + Text.count(high);
            words.add(who + span + " ms");
        }
    }

    /** {@code ACCESS_EXCLUSIVE} as {@code access exclusive}. */
    private static String mode(String mode) {
        return mode.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Who waits behind a lock, by its mode; empty for one that is not known. */
    private static String waits(String mode) {
        return switch (mode) {
            case "ACCESS_EXCLUSIVE" -> "reads and writes wait";
            case "EXCLUSIVE", "SHARE_ROW_EXCLUSIVE", "SHARE" -> "writes wait";
            case "SHARE_UPDATE_EXCLUSIVE", "ROW_EXCLUSIVE", "ROW_SHARE", "ACCESS_SHARE" ->
                    "neither reads nor writes wait";
            default -> "";
        };
    }
}
