package dev.surefoot.bench.decisions.page;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Numbers;
import dev.surefoot.bench.decisions.run.Result;
import dev.surefoot.bench.decisions.run.ResultsFile;
import dev.surefoot.bench.decisions.run.Scenario.Family;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code decisions.md}, its long table and its pictures, all from the results file. */
public final class Page {
    private static final String PAGE = "decisions.md";
    private static final String ROWS = "decisions-rows.md";

    private Page() {}

    /** Writes page, long table and pictures into the folder; the page begins with the bars. */
    public static void write(ResultsFile file, List<Bar> bars, Path folder) {
        Kept kept = new Kept(file.results());
        Map<String, String> pictures = Pictures.of(kept);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(PAGE), page(file, bars, pictures));
            Files.writeString(folder.resolve(ROWS), LongTable.of(file));
            for (Map.Entry<String, String> picture : pictures.entrySet()) {
                Files.writeString(folder.resolve(picture.getKey()), picture.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the page could not be written to " + folder, e);
        }
    }

    static String page(ResultsFile file, List<Bar> bars, Map<String, String> pictures) {
        Kept kept = new Kept(file.results());
        Markdown page = new Markdown();
        Words.head(page, file.about());
        promised(page, bars);
        picture(page, pictures, "decisions-requests.svg", "canary requests by judge, in A");
        detections(page, kept);
        sames(page, kept);
        latencies(page, kept);
        matched(page, kept, pictures);
        wins(page, kept);
        new Releases(kept).to(page, pictures);
        Words.peers(page);
        return page.toString();
    }

    private static void promised(Markdown page, List<Bar> bars) {
        if (bars.isEmpty()) {
            return;
        }
        page.heading(2, "What was promised");
        Markdown.Rows rows = new Markdown.Rows(List.of("promise", "bar", "measured", ""));
        for (Bar bar : bars) {
            rows.add(
                    List.of(
                            bar.name() + ", " + bar.unit(),
                            (bar.atMost() ? "≤ " : "≥ ") + Numbers.brief(bar.bound()),
                            bar.measured().map(Numbers::brief).orElse("–"),
                            bar.held() ? "holds" : "**does not hold**"));
        }
        page.table(rows);
    }

    private static void detections(Markdown page, Kept kept) {
        List<Result> some = kept.family(Family.DETECTION);
        if (some.isEmpty()) {
            return;
        }
        page.heading(2, "1 Finding a fault at a fixed share");
        page.paragraph(Words.DETECTION);
        page.table(Matrix.withLimit(some, Cells::found));
    }

    private static void sames(Markdown page, Kept kept) {
        List<Result> some = kept.family(Family.SAME);
        if (some.isEmpty()) {
            return;
        }
        page.heading(2, "Sound versions taken back");
        page.paragraph(Words.SAME);
        page.table(Matrix.of(some, Cells::falsely));
    }

    private static void latencies(Markdown page, Kept kept) {
        List<Result> some = kept.family(Family.LATENCY);
        if (!some.isEmpty()) {
            page.heading(2, "Slow versions").paragraph(Words.LATENCY);
            page.table(Matrix.of(some, Cells::found));
        }
    }

    private static void matched(Markdown page, Kept kept, Map<String, String> pictures) {
        page.heading(2, "2 At the same rate of false rollbacks");
        page.paragraph(Words.MATCHED);
        picture(page, pictures, "decisions-matched.svg", "requests against false rollbacks");
        for (String rps : List.of("1000 rps", "100 rps", "10 rps")) {
            Matched.table(kept, rps)
                    .ifPresent(rows -> page.paragraph("At " + rps + ":").table(rows));
        }
    }

    private static void wins(Markdown page, Kept kept) {
        page.heading(2, "3 Where peers win");
        page.paragraph(Words.WINS);
        Markdown.Rows found = Wins.found(kept);
        if (!found.isEmpty()) {
            page.table(found);
        }
        Markdown.Rows bothBad = Wins.bothBad(kept);
        if (!bothBad.isEmpty()) {
            page.paragraph(Words.BOTH_BAD).table(bothBad);
        }
        Markdown.Rows winners = Matched.winners(kept);
        if (!winners.isEmpty()) {
            page.paragraph(Words.WINNERS).table(winners);
        }
        page.items(Words.OTHER_WINS);
    }

    private static void picture(
            Markdown page, Map<String, String> pictures, String file, String says) {
        if (pictures.containsKey(file)) {
            page.picture(file, says);
        }
    }
}
