package dev.surefoot.server.environment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Keeps the versions that were used last; they never change. Safe for use by many threads. */
final class VersionCache<K, V> {
    private static final int CAPACITY = 4_096;

    private final LinkedHashMap<K, V> kept = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * What is kept under {@code key}, or what {@code load} gives, which is kept from then on. That
     * there is none is not kept: it may come.
     */
    Optional<V> get(K key, Function<K, Optional<V>> load) {
        synchronized (this) {
            V found = kept.get(key);
            if (found != null) {
                return Optional.of(found);
            }
        }
        Optional<V> loaded = load.apply(key);
        loaded.ifPresent(value -> keep(key, value));
        return loaded;
    }

    private synchronized void keep(K key, V value) {
        kept.put(key, value);
        if (kept.size() > CAPACITY) {
            Map.Entry<K, V> oldest = kept.firstEntry();
            kept.remove(oldest.getKey());
        }
    }
}
