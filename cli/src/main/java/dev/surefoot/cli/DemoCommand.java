package dev.surefoot.cli;

import dev.surefoot.demo.BuiltVersion;
import dev.surefoot.demo.Forgery;
import dev.surefoot.demo.ShopBuild;
import dev.surefoot.demo.ShopCommit;
import dev.surefoot.demo.ShopRepository;
import dev.surefoot.demo.ShopRows;
import dev.surefoot.demo.Tally;
import dev.surefoot.demo.VirtualUsers;
import dev.surefoot.server.api.PromotionView;
import dev.surefoot.server.identity.TokenFile;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code surefoot demo}: the whole way for real, with a small shop and its users. */
@Command(
        name = "demo",
        description =
                "Release a small shop with real traffic, good versions and bad ones, and see.",
        footer = {"", "Exit codes: 0 all as expected, 3 something was not."})
final class DemoCommand implements Callable<Integer> {
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final int REQUESTS_PER_SECOND = 300;
    private static final Map<String, String> EXPECTED =
            Map.of(
                    "v1", "COMPLETED",
                    "v2", "COMPLETED",
                    "v3", "ROLLED_BACK",
                    "v4", "FAILED",
                    "v5", "FAILED",
                    "forged", "REFUSED");

    @Option(names = "--keep", description = "Leave everything running, and say where.")
    boolean keep;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Fixes the users and so what they run into, not the timing.")
    long seed = 1;

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where everything goes; a new temporary folder if not said.")
    @Nullable Path directory;

    @Option(
            names = "--proxy",
            paramLabel = "embedded|haproxy",
            description = "What divides production's traffic; embedded if not said.")
    Proxy proxy = Proxy.EMBEDDED;

    /** What divides production's traffic. */
    enum Proxy {
        EMBEDDED,
        HAPROXY
    }

    @Override
    public Integer call() throws IOException {
        Output output = new Output(json);
        Path root =
                directory == null
                        ? Files.createTempDirectory("surefoot-demo")
                        : Files.createDirectories(directory);
        boolean done = false;
        try {
            int exit = run(root.toRealPath(), output);
            done = true;
            return exit;
        } finally {
            if (done && !keep && directory == null) {
                Folders.delete(root);
            } else if (!keep) {
                output.line("everything is kept in " + root);
            }
        }
    }

    private int run(Path root, Output output) throws IOException {
        Optional<DemoHaproxy> haproxy =
                proxy == Proxy.HAPROXY
                        ? Optional.of(DemoHaproxy.in(root.resolve("haproxy")))
                        : Optional.empty();
        output.line("building five versions of the shop in " + root);
        ShopRepository repository = ShopRepository.create(root.resolve("shop"));
        List<BuiltVersion> versions = new ArrayList<>();
        for (ShopCommit commit : repository.commits()) {
            BuiltVersion built =
                    ShopBuild.build(repository, commit, root.resolve("build-" + commit.version()));
            versions.add(built);
            output.line(
                    "  "
                            + commit.version()
                            + "  "
                            + Output.brief("sha256:" + built.sha256Hex())
                            + "  "
                            + built.testsRun()
                            + " tests, "
                            + built.testsFailed()
                            + " failed  "
                            + commit.subject());
        }
        DemoFiles files =
                DemoFiles.write(
                        root.resolve("operations"),
                        repository.directory(),
                        port ->
                                haproxy.map(own -> own.traffic(port, LEASE))
                                        .orElse("{kind: embedded, listen: " + port + "}"));
        files.withDatabases();
        DemoDatabase database = DemoDatabase.start(root.resolve("shop-database"));
        DemoStack stack;
        try {
            stack = DemoStack.start(root.resolve("data"), keep, database.variables());
        } catch (Failed e) {
            database.close();
            throw e;
        }
        Runnable end =
                () -> {
                    stack.close();
                    haproxy.ifPresent(DemoHaproxy::close);
                    database.close();
                };
        Thread onInterrupt = new Thread(end, "demo-end");
        if (!keep) {
            java.lang.Runtime.getRuntime().addShutdownHook(onInterrupt);
        }
        List<DemoRecord> records;
        try {
            announce(files, stack, haproxy, output);
            records = release(repository, versions, new Stage(files, stack, database), output);
            BuiltVersion forgery = Forgery.of(versions.get(1), repository, root.resolve("forged"));
            DemoRecord forged =
                    new DemoRelease(stack.client(), output, true).forged(repository, forgery);
            forged.print(output);
            records.add(forged);
        } finally {
            if (!keep) {
                end.run();
                java.lang.Runtime.getRuntime().removeShutdownHook(onInterrupt);
            }
        }
        return conclude(records, files, stack, output);
    }

    private static void announce(
            DemoFiles files, DemoStack stack, Optional<DemoHaproxy> haproxy, Output output) {
        Apply.policy(stack.client(), files.policy());
        Apply.service(stack.client(), files.service());
        output.line("watch it at " + stack.data().serverUrl().orElse("?"));
        output.line(
                "  and sign in with what stands in " + new TokenFile(stack.data().path()).path());
        haproxy.ifPresent(
                own ->
                        output.line(
                                "HAProxy runs with what 'surefoot router print shop production'"
                                        + " gives; 'router check' found all of its "
                                        + own.start(stack.client())
                                        + " points in order"));
    }

    /** Where the versions are released. */
    private record Stage(DemoFiles files, DemoStack stack, DemoDatabase database) {}

    private List<DemoRecord> release(
            ShopRepository repository, List<BuiltVersion> versions, Stage stage, Output output) {
        ApiClient client = stage.stack().client();
        URI shop = URI.create("http://127.0.0.1:" + stage.files().productionPort());
        List<DemoRecord> records = new ArrayList<>();
        VirtualUsers users = null;
        try {
            for (BuiltVersion version : versions) {
                DemoRecord record = new DemoRelease(client, output, true).of(repository, version);
                if (record.outcome().equals("ROLLED_BACK")) {
                    DemoRows rows = stage.database().rows();
                    record =
                            record.with(
                                    rows.words(), rows.whole(ShopRows.CUSTOMERS, ShopRows.ORDERS));
                }
                records.add(record);
                record.print(output);
                if (users == null && record.outcome().equals("COMPLETED")) {
                    stage.database().fill();
                    output.line("");
                    output.line(
                            "the shop has sold for years: 200,000 customers, 2,400,000 orders in each"
                                    + " database");
                    users = VirtualUsers.start(shop, REQUESTS_PER_SECOND, seed, ShopRows.CUSTOMERS);
                    output.line("");
                    output.line(
                            REQUESTS_PER_SECOND
                                    + " requests a second begin at "
                                    + shop
                                    + "; 0.1 % of them fail in every version");
                }
            }
        } finally {
            if (users != null) {
                Tally tally = users.tally();
                users.close();
                tell(output, tally);
            }
        }
        return records;
    }

    private static void tell(Output output, Tally tally) {
        output.line("");
        output.line(
                String.format(
                        Locale.ROOT,
                        "users: %d requests at %.0f a second, %d server errors, %d without an answer",
                        tally.requests(),
                        tally.achievedRate(),
                        tally.serverErrors(),
                        tally.clientErrors()));
    }

    private int conclude(
            List<DemoRecord> records, DemoFiles files, DemoStack stack, Output output) {
        long asExpected = records.stream().filter(DemoRecord::asExpected).count();
        output.result(records);
        if (keep) {
            output.line("");
            output.line("still running:");
            output.line("  shop     http://127.0.0.1:" + files.productionPort() + "/ (production)");
            output.line("  shop     http://127.0.0.1:" + files.stagingPort() + "/ (staging)");
            output.line("  surefoot " + stack.data().serverUrl().orElse("?"));
            output.line("  look     surefoot status --data " + stack.data().path());
        }
        output.line("");
        output.line("demo: " + asExpected + " of " + EXPECTED.size() + " as expected");
        return asExpected == EXPECTED.size() ? ExitCode.YES : ExitCode.NO;
    }

    /** What the demo is meant to show of a version. */
    static String expected(String version) {
        return EXPECTED.getOrDefault(version, "COMPLETED");
    }

    /** Kept for {@link DemoRelease}: the outcome that ends a version's way. */
    static boolean goesOn(PromotionView promotion) {
        return promotion.outcome().equals("COMPLETED");
    }
}
