package dev.surefoot.cli;

import dev.surefoot.evidence.ClaimResult;
import dev.surefoot.evidence.EvidenceFile;
import dev.surefoot.evidence.Inspection;
import dev.surefoot.evidence.Inspector;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code surefoot evidence inspect FILE…}: what files say, with nothing verified; no server. */
@Command(
        name = "inspect",
        description = "Show what files say. Verifies nothing, and needs no server.",
        footer = {
            "",
            "Exit codes: 0 all read; 4 something proves nothing or is of an unknown kind;",
            "2 a file can't be read."
        })
final class EvidenceInspectCommand implements java.util.concurrent.Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE")
    List<Path> files = new ArrayList<>();

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    @Override
    public Integer call() {
        Output output = new Output(json);
        Inspector inspector = new Inspector();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<Map<String, Object>> answer = new ArrayList<>();
        int exit = ExitCode.YES;
        for (Path file : files) {
            Inspection seen =
                    inspector.inspect(new EvidenceFile(file.toString(), Inputs.bytes(file)), now);
            print(output, file, seen);
            answer.add(view(file, seen));
            exit = worse(exit, seen);
        }
        output.result(answer);
        return exit;
    }

    private static int worse(int exit, Inspection seen) {
        return switch (seen) {
            case Inspection.Unreadable _ -> ExitCode.UNREADABLE;
            case Inspection.Read read ->
                    exit == ExitCode.YES && !provesAll(read) ? ExitCode.UNDECIDED : exit;
        };
    }

    private static boolean provesAll(Inspection.Read read) {
        return !read.found().isEmpty()
                && read.found().stream()
                        .noneMatch(
                                found ->
                                        found.result() == ClaimResult.ERROR
                                                || found.kind().equals("opaque"));
    }

    private static void print(Output output, Path file, Inspection seen) {
        switch (seen) {
            case Inspection.Unreadable(var reason, String message) ->
                    output.line(file + ": " + reason + ": " + message);
            case Inspection.Read read -> {
                output.line(file + ": " + read.format());
                read.found().forEach(found -> print(output, found));
                read.problems().forEach(problem -> output.line("  note      " + problem));
            }
        }
    }

    private static void print(Output output, Inspection.Found found) {
        String measures =
                found.counts().entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", "));
        output.line(
                "  "
                        + found.kind()
                        + "/"
                        + found.suite()
                        + " "
                        + found.result()
                        + found.reason().map(reason -> " " + reason).orElse("")
                        + (measures.isEmpty() ? "" : ": " + measures));
        output.line("    by        " + found.tool().name() + " " + found.tool().version());
        boolean stated = found.labels().getOrDefault("claimed_at_from", "").equals("document");
        output.line("    made      " + (stated ? found.claimedAt() : "not stated"));
        found.subjects().forEach(subject -> output.line("    about     " + subject));
        output.line(
                "    signature " + (found.signed() ? "there is one, nobody checked it" : "none"));
        found.labels().forEach((key, value) -> output.line("    %-9s %s".formatted(key, value)));
    }

    private static Map<String, Object> view(Path file, Inspection seen) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("file", file.toString());
        switch (seen) {
            case Inspection.Unreadable(var reason, String message) -> {
                view.put("problem", reason.name());
                view.put("message", message);
            }
            case Inspection.Read read -> {
                view.put("format", read.format().name());
                view.put("claims", read.found());
                view.put("problems", read.problems());
            }
        }
        return view;
    }
}
