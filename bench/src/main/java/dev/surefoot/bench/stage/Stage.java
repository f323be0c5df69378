package dev.surefoot.bench.stage;

import dev.surefoot.bench.Report;
import dev.surefoot.cli.ApiClient;
import dev.surefoot.cli.Apply;
import dev.surefoot.cli.DemoFiles;
import dev.surefoot.cli.DemoHaproxy;
import dev.surefoot.cli.DemoStack;
import dev.surefoot.demo.BuiltVersion;
import dev.surefoot.demo.ShopBuild;
import dev.surefoot.demo.ShopCommit;
import dev.surefoot.demo.ShopRepository;
import dev.surefoot.server.api.PromotionView;
import dev.surefoot.server.api.Requests;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.time.Spans;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * One stack that stays up: server, PostgreSQL, proxy, and the shop's first version serving everyone
 * in production. Other versions went through staging and wait for their releases.
 *
 * <p>Not safe for several threads. A promotion that does not end within ten minutes, or ends
 * otherwise than the stage needs, is an {@link IllegalStateException}.
 */
public final class Stage implements AutoCloseable {
    /** The version that serves between releases. */
    public static final String BASE = "v1";

    private static final String SERVICE = "shop";
    private static final String PRODUCTION = "production";
    private static final long BETWEEN_LOOKS_NANOS = 100_000_000L;
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    private final Path data;
    private final ProxyView proxy;
    private final URI shop;
    private final Map<String, String> candidates = new TreeMap<>();
    private final Thread onInterrupt = new Thread(this::end, "stage-end");
    private final Optional<DemoHaproxy> haproxy;
    private DemoStack stack;
    private Slot base = Slot.BLUE;

    private Stage(DemoStack stack, URI shop, Optional<DemoHaproxy> haproxy, ProxyView proxy) {
        this.data = stack.data().path();
        this.stack = stack;
        this.shop = shop;
        this.haproxy = haproxy;
        this.proxy = proxy;
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    /** Builds the versions, starts everything and releases the base version. */
    public static Stage open(Path root, Setup setup) throws IOException {
        Report.progress("building the shop in " + root);
        ShopRepository repository = ShopRepository.create(root.resolve("shop"));
        Optional<DemoHaproxy> haproxy =
                setup.haproxy()
                        ? Optional.of(DemoHaproxy.in(root.resolve("haproxy")))
                        : Optional.empty();
        DemoFiles files =
                DemoFiles.write(
                        root.resolve("operations"),
                        repository.directory(),
                        port ->
                                haproxy.map(own -> own.traffic(port, setup.lease()))
                                        .orElse(
                                                "{kind: embedded, listen: %d, lease: %s}"
                                                        .formatted(
                                                                port, Spans.words(setup.lease()))));
        String text = Files.readString(files.service());
        Files.writeString(files.service(), setup.definition().apply(text));
        Map<String, BuiltVersion> built = new TreeMap<>();
        for (ShopCommit commit : repository.commits()) {
            if (commit.version().equals(BASE) || setup.versions().contains(commit.version())) {
                Path work = root.resolve("build-" + commit.version());
                built.put(commit.version(), ShopBuild.build(repository, commit, work));
            }
        }
        Report.progress("starting server, PostgreSQL and proxy");
        DemoStack stack = DemoStack.start(root.resolve("data"), false);
        int port = files.productionPort();
        ProxyView view =
                haproxy.map(own -> own.plane(port, setup.lease()))
                        .map(plane -> ProxyView.haproxy(plane, SERVICE, PRODUCTION))
                        .orElseGet(
                                () ->
                                        ProxyView.embedded(
                                                stack.data().proxy(), SERVICE, PRODUCTION));
        Stage stage = new Stage(stack, URI.create("http://127.0.0.1:" + port), haproxy, view);
        try {
            stage.prepare(repository, files, built);
            return stage;
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private void prepare(
            ShopRepository repository, DemoFiles files, Map<String, BuiltVersion> built) {
        ApiClient client = stack.client();
        Apply.policy(client, files.policy());
        Apply.service(client, files.service());
        haproxy.ifPresent(own -> own.start(client));
        HandOver ci = new HandOver(client, SERVICE, repository);
        for (Map.Entry<String, BuiltVersion> version : built.entrySet()) {
            String name = version.getKey();
            candidates.put(name, ci.candidate(version.getValue()));
            Report.progress(name + " to staging");
            demand(follow(begin(name, "staging", name.equals(BASE))), "COMPLETED");
        }
        Report.progress(BASE + " to production");
        demand(follow(begin(BASE, PRODUCTION, true)), "COMPLETED");
        base = proxy.route().split().primary();
    }

    /** Where production's traffic comes in. */
    public URI shop() {
        return shop;
    }

    /** The data plane. */
    public ProxyView proxy() {
        return proxy;
    }

    /** Where released versions run; the base version has the other slot. */
    public Slot canarySlot() {
        return base.other();
    }

    /** Begins to release a version to production; returns the promotion's id. */
    public String release(String version) {
        return begin(version, PRODUCTION, false);
    }

    /** Waits until a promotion ended or is held. */
    public PromotionView follow(String promotion) {
        return await(promotion, view -> !view.outcome().equals("RUNNING"));
    }

    /** Waits until a promotion is as wished, or ended. */
    public PromotionView await(String promotion, Predicate<PromotionView> wished) {
        long start = System.nanoTime();
        PromotionView view = look(promotion);
        while (!wished.test(view) && view.outcome().equals("RUNNING")) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException(
                        "promotion "
                                + promotion
                                + " is still "
                                + view.state()
                                + " after ten minutes, waiting for "
                                + view.waitingFor());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            view = look(promotion);
        }
        return view;
    }

    /** Ends the server with {@code kill -9}; returns when it is dead. */
    public Instant killServer() {
        try {
            stack.kill();
            return Instant.now();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server ended", e);
        }
    }

    /** Starts a server again on what the one before has left. */
    public void startServer() throws IOException {
        stack = DemoStack.start(data, false);
    }

    /** Takes the newest version back; returns when the server has accepted. */
    public PromotionView rollBack(String reason) {
        return stack.client()
                .post(
                        "/services/" + SERVICE + "/environments/" + PRODUCTION + "/rollback",
                        new Requests.Rollback(Optional.of(reason)),
                        PromotionView.class);
    }

    /** Makes sure that the base version serves everyone, as the proxy says. */
    public void demandBase() {
        Split split = proxy.route().split();
        if (!split.of(base).equals(Share.ALL)) {
            throw new IllegalStateException(
                    "the base version in " + base + " does not serve everyone: " + split);
        }
    }

    /** Makes sure that a promotion ended in this way. */
    public static PromotionView demand(PromotionView ended, String outcome) {
        if (ended.outcome().equals(outcome)) {
            return ended;
        }
        throw new IllegalStateException(
                "promotion "
                        + ended.id()
                        + " to "
                        + ended.environment()
                        + " is "
                        + ended.outcome()
                        + ", needed "
                        + outcome
                        + ": "
                        + ended.events().getLast().why());
    }

    private PromotionView look(String promotion) {
        return stack.client().get("/promotions/" + promotion, PromotionView.class);
    }

    private String begin(String version, String environment, boolean first) {
        Optional<String> candidate = Optional.ofNullable(candidates.get(version));
        if (candidate.isEmpty()) {
            throw new IllegalArgumentException(
                    version + " was not built for this stage, only " + candidates.keySet());
        }
        Requests.CreatePromotion wish =
                new Requests.CreatePromotion(SERVICE, environment, candidate, first);
        return stack.client().post("/promotions", wish, PromotionView.class).id();
    }

    /** Ends everything that was started. */
    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
    }

    private void end() {
        proxy.close();
        stack.close();
        haproxy.ifPresent(DemoHaproxy::close);
    }
}
