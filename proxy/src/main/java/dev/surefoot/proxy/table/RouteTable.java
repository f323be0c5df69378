package dev.surefoot.proxy.table;

import dev.surefoot.proxy.forward.InFlight;
import dev.surefoot.proxy.forward.Lease;
import dev.surefoot.proxy.forward.LiveRoute;
import dev.surefoot.proxy.forward.RouteCounters;
import dev.surefoot.proxy.forward.RouteHandler;
import dev.surefoot.proxy.forward.Routing;
import dev.surefoot.proxy.forward.Timeouts;
import dev.surefoot.proxy.route.RouteKey;
import dev.surefoot.proxy.route.RouteSpec;
import dev.surefoot.proxy.store.SavedRoutes;
import dev.surefoot.proxy.store.StateFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * All routes. Changes are made one at a time; requests never wait for them.
 *
 * <p>A change first takes effect, then is saved: a rollback does not wait for the disk, and a crash
 * in between brings back a state whose change nobody was told of. When {@link #apply} answers
 * {@link Change.Done}, no request that the older route would have sent elsewhere can still start.
 */
public final class RouteTable {
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final Network network;
    private final StateFile file;
    private final Timeouts timeouts;
    private final InFlight inFlight = new InFlight();
    private final Map<RouteKey, Entry> routes = new TreeMap<>(RouteTable::byName);
    private final Map<RouteKey, Long> tokens = new TreeMap<>(RouteTable::byName);
    private final Map<RouteKey, RouteCounters> counters = new ConcurrentHashMap<>();

    /** An empty table. */
    public RouteTable(Network network, StateFile file, Timeouts timeouts) {
        this.network = network;
        this.file = file;
        this.timeouts = timeouts;
    }

    /** Applies a route, new or known. */
    public synchronized Change apply(RouteKey key, RouteSpec wish) {
        long current = tokens.getOrDefault(key, wish.token());
        if (wish.token() < current) {
            return new Change.StaleToken(wish.token(), current);
        }
        Entry before = routes.get(key);
        if (before != null && before.live().lapsed(wish)) {
            return new Change.LeaseLapsed(before.live().leaseId());
        }
        LiveRoute live = before == null ? newRoute(key) : before.live();
        Network.Listener listener = before == null ? null : before.listener();
        Network.Listener replaced = null;
        if (before == null || !before.listensOn(wish.listenHost(), wish.listenPort())) {
            replaced = listener;
            try {
                listener = listen(live, wish);
            } catch (IOException e) {
                return new Change.PortInUse(wish.listenHost(), wish.listenPort(), reason(e));
            }
        }
        int port = listener == null ? wish.listenPort() : listener.port();
        live.apply(wish.listeningOn(port));
        routes.put(key, new Entry(live, listener));
        tokens.put(key, wish.token());
        if (replaced != null) {
            replaced.close();
        }
        return settled(() -> observe(key).<Change>map(Change.Done::new).orElseThrow());
    }

    /** Gives a route's lease its whole time anew; false if {@code id} holds nothing (any more). */
    public synchronized boolean renew(RouteKey key, String id) {
        Entry entry = routes.get(key);
        return entry != null && entry.live().renew(id);
    }

    /** Forgets a route, but not its token, so that a stale wish cannot bring it back. */
    public synchronized Change delete(RouteKey key, long token) {
        long current = tokens.getOrDefault(key, token);
        if (token < current) {
            return new Change.StaleToken(token, current);
        }
        Entry gone = routes.remove(key);
        if (gone == null) {
            return new Change.Deleted(false);
        }
        tokens.put(key, token);
        if (gone.listener() != null) {
            gone.listener().close();
        }
        gone.live().remove();
        return settled(() -> new Change.Deleted(true));
    }

    /** One route, if known. */
    public synchronized Optional<Observed> observe(RouteKey key) {
        Entry entry = routes.get(key);
        return entry == null ? Optional.empty() : observe(key, entry);
    }

    /** All routes, by name. */
    public synchronized List<Observed> observe() {
        List<Observed> all = new ArrayList<>();
        routes.forEach((key, entry) -> observe(key, entry).ifPresent(all::add));
        return all;
    }

    /** Takes over what a process before this one saved; ports that are taken stay pending. */
    public synchronized void restore(SavedRoutes saved) {
        tokens.putAll(saved.tokens());
        saved.routes()
                .forEach(
                        (key, spec) -> {
                            LiveRoute live = newRoute(key);
                            live.restore(spec);
                            routes.put(key, new Entry(live, null));
                        });
        listenWherePending();
    }

    /**
     * Tries again to listen where a port was taken.
     *
     * @return how many routes still do not listen
     */
    public synchronized int listenWherePending() {
        int pending = 0;
        for (Map.Entry<RouteKey, Entry> route : routes.entrySet()) {
            Entry entry = route.getValue();
            Routing routing = entry.live().routing();
            if (entry.listener() == null && routing != null) {
                try {
                    route.setValue(entry.listeningWith(listen(entry.live(), routing.spec())));
                } catch (IOException taken) {
                    pending++;
                }
            }
        }
        return pending;
    }

    /** Accepts no more connections, then waits for what is in flight; returns what is left. */
    public long stop(Duration limit) {
        synchronized (this) {
            routes.values().forEach(RouteTable::closeListener);
        }
        return inFlight.drain(limit);
    }

    private static void closeListener(Entry entry) {
        if (entry.listener() != null) {
            entry.listener().close();
        }
    }

    private LiveRoute newRoute(RouteKey key) {
        return new LiveRoute(
                counters.computeIfAbsent(key, absent -> new RouteCounters()), timeouts);
    }

    private Network.Listener listen(LiveRoute live, RouteSpec spec) throws IOException {
        return network.listen(
                spec.listenHost(), spec.listenPort(), RouteHandler.of(live, inFlight));
    }

    private static Optional<Observed> observe(RouteKey key, Entry entry) {
        Routing routing = entry.live().routing();
        Lease lease = routing == null ? null : routing.lease();
        boolean alive = lease != null && lease.alive(System.nanoTime());
        return routing == null
                ? Optional.empty()
                : Optional.of(
                        new Observed(
                                key,
                                routing.spec(),
                                routing.appliedAt(),
                                alive,
                                entry.listener() != null,
                                entry.live().counters()));
    }

    private Change settled(Supplier<Change> done) {
        boolean settled = network.settle(SETTLE);
        Map<RouteKey, RouteSpec> specs = new TreeMap<>(RouteTable::byName);
        observe().forEach(observed -> specs.put(observed.key(), observed.spec()));
        try {
            file.save(new SavedRoutes(specs, tokens));
        } catch (IOException e) {
            return new Change.Unsure(
                    "STATE_NOT_SAVED",
                    "the change is in force, but would not survive a restart: "
                            + reason(e)
                            + "; make room or repair the directory, then send it again");
        }
        return settled
                ? done.get()
                : new Change.Unsure(
                        "NOT_SETTLED",
                        "the change is in force, but an I/O thread was busy for "
                                + SETTLE.toMillis()
                                + " ms, so older requests may still start; send it again");
    }

    private static String reason(IOException e) {
        @Nullable String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static int byName(RouteKey a, RouteKey b) {
        int service = a.service().compareTo(b.service());
        return service == 0 ? a.environment().compareTo(b.environment()) : service;
    }
}
