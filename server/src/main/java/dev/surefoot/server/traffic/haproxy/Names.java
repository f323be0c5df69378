package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.traffic.Route;

import java.util.Locale;

/**
 * What belongs to one service in one environment is called in HAProxy. Names of services and
 * environments have no underscore, so no two routes share a prefix.
 *
 * @param prefix {@code shop_production}
 */
record Names(String prefix) {
    static Names of(Route route) {
        return new Names(route.service() + "_" + route.environment());
    }

    /** A slot's backend: {@code shop_production_blue}. */
    String backend(Slot slot) {
        return prefix + "_" + word(slot);
    }

    /** Where nobody answers: requests for which no slot has a server. */
    String nobody() {
        return prefix + "_nobody";
    }

    /** The stick table of the lease. */
    String table() {
        return prefix + "_lease";
    }

    /** A key of a map file. */
    String key(String what) {
        return prefix + "_" + what;
    }

    /** What its variables begin with; there is no dash in the name of a variable. */
    String variables() {
        return "txn." + prefix.replace('-', '.');
    }

    /** The process's own variable with the moment of a slot's last request, in milliseconds. */
    String last(Slot slot) {
        return "proc." + prefix.replace('-', '.') + "." + word(slot);
    }

    static String word(Slot slot) {
        return slot.name().toLowerCase(Locale.ROOT);
    }
}
