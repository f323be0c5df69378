package dev.surefoot.proxy.route;

import java.util.regex.Pattern;

/** Names a route: one service in one environment. */
public record RouteKey(String service, String environment) {
    /** What a service's or an environment's name looks like. */
    public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    @Override
    public String toString() {
        return service + "/" + environment;
    }
}
