package dev.surefoot.server.web;

import dev.surefoot.server.json.Json;
import dev.surefoot.server.web.TrialReport.Found;
import dev.surefoot.server.web.TrialReport.Measured;
import dev.surefoot.server.web.TrialReport.Unknown;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the report of {@code schema check} by path: what is missing in it, or has another form, is
 * not shown, and never stands for something that was measured. Pure.
 */
final class ReportReader {
    private static final int MOST_FINDINGS = 100;
    private static final int MOST_STATEMENTS = 200;

    private ReportReader() {}

    static TrialReport read(String json) {
        JsonNode report;
        try {
            report = Json.MAPPER.readTree(json);
        } catch (JacksonException e) {
            return TrialReport.NONE;
        }
        List<Found> findings = findings(report);
        List<Measured> statements = MeasuredReader.statements(report.path("files"));
        List<Measured> felt = statements.stream().filter(Measured::felt).toList();
        return new TrialReport(
                shadow(report),
                findings.stream().filter(it -> it.tone() != Tone.QUIET).toList(),
                findings.stream().filter(it -> it.tone() == Tone.QUIET).toList(),
                unknown(report.path("unknown")),
                felt.stream().limit(MOST_STATEMENTS).toList(),
                statements.size() - felt.size(),
                Math.max(0, felt.size() - MOST_STATEMENTS),
                runs(report.path("cells")));
    }

    private static String shadow(JsonNode report) {
        JsonNode postgres = report.path("postgres");
        String version = text(postgres, "version");
        String source =
                switch (text(postgres, "source")) {
                    case "ASSUMED" -> ", as nobody said which version the database has";
                    case "DIFFERS" -> ", and the database has another version";
                    default -> "";
                };
        return version.isEmpty()
                ? "a PostgreSQL of unknown version"
                : "PostgreSQL " + version + source;
    }

    private static List<Found> findings(JsonNode report) {
        List<Found> found = new ArrayList<>();
        for (JsonNode each : report.path("findings").values()) {
            found.add(found(each));
        }
        found.sort(Comparator.comparing(Found::tone).reversed());
        return found.size() > MOST_FINDINGS ? found.subList(0, MOST_FINDINGS) : found;
    }

    private static Found found(JsonNode it) {
        Tone tone =
                switch (text(it, "severity")) {
                    case "BLOCK" -> Tone.BAD;
                    case "NOTE" -> Tone.QUIET;
                    default -> Tone.HELD;
                };
        String severity =
                switch (text(it, "severity")) {
                    case "BLOCK" -> "Stands against it";
                    case "INCONCLUSIVE" -> "Not known";
                    case "WARN" -> "To be known";
                    case "NOTE" -> "Harmless";
                    default -> text(it, "severity");
                };
        List<String> lines = new ArrayList<>();
        add(lines, "", text(it, "what"));
        add(lines, "Whom: ", text(it, "whom"));
        add(lines, "For how long: ", text(it, "howLong"));
        add(lines, "Way back: ", recovery(text(it, "recovery")));
        String title = text(it, "title");
        return new Found(
                tone,
                severity,
                text(it, "rule") + (title.isEmpty() ? "" : ": " + title),
                where(text(it, "path"), it.path("line").asInt(0)),
                lines,
                text(it, "fix"));
    }

    private static void add(List<String> lines, String label, String text) {
        if (!text.isBlank()) {
            lines.add(label + text);
        }
    }

    private static List<Unknown> unknown(JsonNode all) {
        List<Unknown> unknown = new ArrayList<>();
        for (JsonNode each : all.values()) {
            unknown.add(new Unknown(text(each, "what"), text(each, "needs")));
        }
        return unknown;
    }

    private static Map<String, Long> runs(JsonNode cells) {
        Map<String, Long> runs = new HashMap<>();
        for (JsonNode cell : cells.values()) {
            if (cell.path("run").isIntegralNumber()) {
                runs.put(text(cell, "app") + " " + text(cell, "state"), cell.path("run").asLong());
            }
        }
        return runs;
    }

    /** {@code V}, {@code F} or {@code B}, spelled out. */
    static String recovery(String letter) {
        return switch (letter) {
            case "V" -> "its inverse brings everything back";
            case "F" -> "roll forward with another migration that brings back what is needed";
            case "B" -> "restore a backup from before; nothing else brings the data back";
            default -> letter;
        };
    }

    static String where(String path, int line) {
        return line > 0 ? path + ", line " + line : path;
    }

    static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.asString() : "";
    }
}
