package dev.surefoot.proxy.table;

import dev.surefoot.proxy.forward.LiveRoute;

import org.jspecify.annotations.Nullable;

/** A route in the table; {@code listener} is null while its port is waited for. */
record Entry(LiveRoute live, Network.@Nullable Listener listener) {
    Entry listeningWith(Network.@Nullable Listener other) {
        return new Entry(live, other);
    }

    boolean listensOn(String host, int port) {
        return listener != null
                && listener.host().equals(host)
                && (port == 0 || listener.port() == port);
    }
}
