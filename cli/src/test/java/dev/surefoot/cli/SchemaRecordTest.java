package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.Parameter;
import dev.surefoot.schema.proof.statement.StatementsFile;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

class SchemaRecordTest {
    @TempDir Path folder;

    @Test
    @Requirement("PROOF-4")
    void a_commands_statements_are_in_the_file() throws Exception {
        Cli.Answer answer = record("--json", "--", "table", "0");

        assertThat(answer.exit()).as(answer.err()).isEqualTo(ExitCode.YES);
        assertThat(answer.err()).contains("tests run");
        assertThat(answer.json().path("schemaChangesLeftOut").asInt()).isEqualTo(1);
        byte[] file = Files.readAllBytes(out());
        assertThat(answer.json().path("sha256").asString()).isEqualTo(StatementsFile.sha256(file));
        assertThat(StatementsFile.parse(file).all())
                .filteredOn(each -> each.sql().startsWith("INSERT"))
                .singleElement()
                .extracting(AppStatement::params)
                .isEqualTo(List.of(Parameter.of("7"), Parameter.of("hat")));
    }

    @Test
    void migrations_given_run_first_and_are_not_the_roles() throws Exception {
        Cli.Answer answer = record("--migrations", items().toString(), "--", "insert", "0");

        assertThat(answer.exit()).as(answer.err()).isEqualTo(ExitCode.YES);
        assertThat(answer.out()).contains("recorded  ").doesNotContain("left out");
    }

    @Test
    void a_command_that_fails_writes_nothing() {
        Cli.Answer answer = record("--", "table", "5");

        assertThat(answer.exit()).isEqualTo(ExitCode.NO);
        assertThat(answer.err()).contains("ended with code 5: nothing was written");
        assertThat(out()).doesNotExist();
    }

    @Test
    void a_command_that_never_asks_the_database_recorded_nothing() {
        Cli.Answer answer = record("--", "nothing");

        assertThat(answer.exit()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(answer.err()).contains("sent no statement").contains("SUREFOOT_RECORD_URL");
        assertThat(out()).doesNotExist();
    }

    @Test
    void wrong_migrations_are_named() throws Exception {
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(migrations.resolve("V1__item.sql"), "CREATE TABLE item (id nothing);");

        Cli.Answer answer = record("--migrations", migrations.toString(), "--", "insert", "0");

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains("V1__item.sql").contains("42704");
    }

    @Test
    void what_can_not_run_and_where_nothing_can_be_written_is_said() {
        Cli.Answer program =
                Cli.run("schema", "record", "--out", out().toString(), "--", "no-such-program");
        Cli.Answer place =
                Cli.run("schema", "record", "--out", folder + "/none/x.jsonl", "--", "true");

        assertThat(program.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(program.err()).contains("cannot run no-such-program");
        assertThat(place.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(place.err()).contains("/none/x.jsonl is no file in a folder that exists");
    }

    @Test
    void being_stopped_ends_command_and_database() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path log = folder.resolve("log");
        List<String> words = java("-Djava.io.tmpdir=" + temporary, "dev.surefoot.cli.Main");
        words.addAll(List.of("schema", "record", "--out", out().toString()));
        words.addAll(List.of("--migrations", items().toString(), "--"));
        words.addAll(java("dev.surefoot.cli.RecordedShop", "wait"));
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        await(() -> Files.readString(log).contains("waits"), process);
        List<ProcessHandle> all = process.descendants().toList();

        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(all).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        try (var left = Files.list(temporary)) {
            assertThat(left.filter(each -> each.toString().contains("surefoot-record"))).isEmpty();
        }
    }

    private Path items() throws Exception {
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(
                migrations.resolve("V1__item.sql"), "CREATE TABLE item (id int, name text);");
        return migrations;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition, Process process) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (!condition.holds()) {
            assertThat(process.isAlive() && Instant.now().isBefore(end)).isTrue();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private Path out() {
        return folder.resolve("out.jsonl");
    }

    /** The words after -- are the shop's. */
    private Cli.Answer record(String... words) {
        List<String> all = new ArrayList<>(List.of("schema", "record", "--out", out().toString()));
        for (String word : words) {
            all.add(word);
            if (word.equals("--")) {
                all.addAll(java("dev.surefoot.cli.RecordedShop"));
            }
        }
        return Cli.run(all.toArray(String[]::new));
    }

    private static List<String> java(String... words) {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        all.addAll(List.of("-cp", System.getProperty("java.class.path")));
        all.addAll(List.of(words));
        return all;
    }
}
