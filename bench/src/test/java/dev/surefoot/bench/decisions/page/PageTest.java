package dev.surefoot.bench.decisions.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Machine;
import dev.surefoot.bench.decisions.run.Result;
import dev.surefoot.bench.decisions.run.ResultsFile;
import dev.surefoot.bench.decisions.run.Roster;
import dev.surefoot.bench.decisions.run.Runner;
import dev.surefoot.bench.decisions.run.Scenario;
import dev.surefoot.bench.decisions.run.Scenarios;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import javax.xml.parsers.DocumentBuilderFactory;

@Requirement("DECISIONS-3")
class PageTest {
    private static final ResultsFile FEW = few();
    private static final List<Bar> BARS =
            List.of(Bar.atMost("a promise", "requests", 650, OptionalDouble.of(614)));

    @Test
    void results_are_read_as_they_were_written(@TempDir Path folder) {
        Path file = folder.resolve("results.jsonl");

        FEW.write(file);

        assertThat(ResultsFile.read(file)).isEqualTo(FEW);
        assertThat(file).content().contains("\"ratioToLimit\":").contains("\"wilsonHigh\":");
    }

    @Test
    void the_page_is_made_of_the_results_file_alone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("results.jsonl");
        FEW.write(file);

        Page.write(ResultsFile.read(file), BARS, folder.resolve("one"));
        Page.write(FEW, BARS, folder.resolve("other"));

        for (String name : List.of("decisions.md", "decisions-rows.md")) {
            assertThat(Files.readString(folder.resolve("one").resolve(name)))
                    .isEqualTo(Files.readString(folder.resolve("other").resolve(name)));
        }
        String page = Files.readString(folder.resolve("one/decisions.md"));
        assertThat(page)
                .contains("| A: 0.1 → 1 %, 1000 rps | 375 |")
                .contains("Kayenta, every 5 min")
                .contains("It may not be claimed")
                .contains("| a promise, requests | ≤ 650 | 614 | holds |")
                .contains("## 4 Budget strategy against fixed schedules")
                .contains("(decisions-requests.svg)");
    }

    @Test
    void pictures_are_well_formed_and_need_nothing_from_elsewhere() throws Exception {
        var pictures = Pictures.of(new Kept(FEW.results()));

        assertThat(pictures).containsKeys("decisions-requests.svg", "decisions-matched.svg");
        for (String picture : pictures.values()) {
            Document parsed =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(
                                    new ByteArrayInputStream(
                                            picture.getBytes(StandardCharsets.UTF_8)));
            assertThat(parsed.getDocumentElement().getTagName()).isEqualTo("svg");
            assertThat(picture).contains("prefers-color-scheme: dark").doesNotContain("href");
        }
    }

    private static ResultsFile few() {
        List<String> names = List.of(Scenarios.A, Scenarios.SAME_AS_A, "1000 rps: bad 5 %");
        List<Result> results = new ArrayList<>();
        try (Runner runner = new Runner(2, 1)) {
            for (Scenario scenario : Scenarios.simulated()) {
                if (names.contains(scenario.name())) {
                    results.addAll(runner.play(scenario, Roster.of(scenario), 3));
                }
            }
        }
        return new ResultsFile(
                new ResultsFile.About(
                        "2026-11-27",
                        "quick",
                        "",
                        1,
                        names.size(),
                        .1,
                        new Machine(2, "Linux", "25", .5),
                        List.of()),
                results);
    }
}
