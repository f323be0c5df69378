package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.demo.BuiltVersion;
import dev.surefoot.demo.VirtualUsers;
import dev.surefoot.server.api.Answers;
import dev.surefoot.server.api.PromotionView;
import dev.surefoot.server.app.DataDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Everything for real, in a folder of its own: a server process with the embedded PostgreSQL, the
 * proxy and the shop's instances, that can be killed and started again. Closing it ends every
 * process and fails if one stays.
 */
final class Stack implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private final DataDirectory data;
    private final ShopFiles files;
    private final Path log;
    private final OwnProcesses processes;
    private ServeProcess server;
    private Optional<VirtualUsers> users = Optional.empty();

    private Stack(DataDirectory data, ShopFiles files, Path log, ServeProcess server) {
        this.data = data;
        this.files = files;
        this.log = log;
        this.processes = new OwnProcesses(data.path());
        this.server = server;
    }

    /** Starts a server in {@code folder} and tells it about the shop. */
    static Stack start(Path folder, String... serveOptions) throws IOException {
        Path root = folder.toRealPath();
        DataDirectory data = new DataDirectory(root.resolve("data"));
        Path log = root.resolve("server.log");
        Stack stack =
                new Stack(
                        data,
                        ShopFiles.in(root.resolve("operations")),
                        log,
                        ServeProcess.start(data.path(), log, serveOptions));
        try {
            stack.awaitAnswer();
            stack.surefoot("apply", stack.files.policy().toString());
            return stack;
        } catch (IOException | RuntimeException | AssertionError e) {
            stack.close();
            throw e;
        }
    }

    DataDirectory data() {
        return data;
    }

    ShopFiles files() {
        return files;
    }

    OwnProcesses processes() {
        return processes;
    }

    ServeProcess server() {
        return server;
    }

    StoreView store() {
        return new StoreView(data.path());
    }

    ApiClient client() {
        return new ApiClient(data.serverUrl().orElseThrow(), data.token().orElseThrow());
    }

    /** Runs a command against this server; it must succeed. */
    Cli.Answer surefoot(String... arguments) {
        Cli.Answer answer = tried(arguments);
        assertThat(answer.exit()).as("%s: %s", List.of(arguments), answer).isZero();
        return answer;
    }

    /** Runs a command against this server, whatever comes of it. */
    Cli.Answer tried(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.path().toString()));
        return Cli.run(all.toArray(String[]::new));
    }

    /** Hands a version over as CI would; the candidate's id. */
    String candidate(BuiltVersion version) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "candidate",
                                "create",
                                "shop",
                                "--artifact",
                                version.jar().toString(),
                                "--source",
                                "https://git.example/shop@" + version.commit().sha(),
                                "--json",
                                "--evidence"));
        version.testReports().forEach(report -> command.add(report.toString()));
        command.add(version.sbom().toString());
        return surefoot(command.toArray(String[]::new)).json().path("id").asString();
    }

    /** Begins to promote; the promotion as it stands then. */
    PromotionView promote(BuiltVersion version, Rollout rollout, String greeting, String... more)
            throws IOException {
        return promote(version, files.service(rollout, greeting), more);
    }

    /** Begins to promote by a definition as it stands in its file. */
    PromotionView promote(BuiltVersion version, Path definition, String... more) {
        surefoot("apply", definition.toString());
        String candidate = candidate(version);
        List<String> command =
                new ArrayList<>(List.of("promote", "shop", "production", "--candidate", candidate));
        command.addAll(List.of("--detach", "--json"));
        command.addAll(List.of(more));
        String id = surefoot(command.toArray(String[]::new)).json().path("id").asString();
        return promotion(id);
    }

    /** The first release: there is nothing to go back to. */
    PromotionView promoteFirst(BuiltVersion version) throws IOException {
        PromotionView begun = promote(version, Rollout.ALL_AT_ONCE, "the first", "--first");
        return awaitEnd(begun.id());
    }

    PromotionView promotion(String id) {
        return client().get("/promotions/" + id, PromotionView.class);
    }

    /** Waits until a promotion has ended. */
    PromotionView awaitEnd(String id) {
        return await(id, view -> !List.of("RUNNING", "HELD").contains(view.outcome()));
    }

    /** Waits until a promotion is as wanted. */
    PromotionView await(String id, Predicate<PromotionView> wanted) {
        Await.until(
                () -> "the promotion moves on: " + promotion(id),
                PATIENCE,
                () -> wanted.test(promotion(id)));
        return promotion(id);
    }

    /** Brings users, for as long as this is open. */
    VirtualUsers users(int requestsPerSecond) {
        VirtualUsers come = VirtualUsers.start(files.shop(), requestsPerSecond, 1);
        users = Optional.of(come);
        return come;
    }

    void killServer() {
        server.kill();
    }

    /** Kills server, database, proxy and shop. */
    void killEverything() {
        processes.kill();
    }

    /** Starts a server on the same data again and waits until it answers. */
    void serve(String... options) throws IOException {
        Files.deleteIfExists(data.path().resolve("server.url"));
        server = ServeProcess.start(data.path(), log, options);
        awaitAnswer();
    }

    private void awaitAnswer() {
        Await.until(() -> "the server answers; " + tail(), PATIENCE, this::answers);
    }

    private boolean answers() {
        assertThat(server.isAlive()).as("the server lives; %s", tail()).isTrue();
        if (data.serverUrl().isEmpty() || data.token().isEmpty()) {
            return false;
        }
        try {
            client().get("/health", Answers.Health.class);
            return true;
        } catch (Failed e) {
            return false;
        }
    }

    private String tail() {
        List<String> lines = server.output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    /**
     * Ends users, the server as its owner would, and what that leaves running with {@code kill -9}.
     */
    @Override
    public void close() {
        try {
            users.ifPresent(VirtualUsers::close);
            if (server.isAlive()) {
                server.terminate();
            }
        } finally {
            processes.kill();
        }
    }
}
