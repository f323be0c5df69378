package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.traffic.Cohort;
import dev.surefoot.server.traffic.Endpoint;
import dev.surefoot.server.traffic.Plane;
import dev.surefoot.server.traffic.Route;

import java.util.List;
import java.util.Optional;

/**
 * The configuration that an HAProxy needs for one route, to be pasted. Pure.
 *
 * <p>The slot is chosen before any server, so a cookie that names a server cannot keep a user on a
 * slot. A slot without a server that is up is passed over, so a lease does not lapse onto a dead
 * baseline.
 */
public final class Layout {
    /** Where processes of HAProxy hand over their tables; any free port will do. */
    public static final int PEERS_PORT = 10_380;

    private final Route route;
    private final Plane.Haproxy plane;
    private final Optional<String> readiness;
    private final Names names;
    private final MapFiles files;

    /**
     * @param readiness the path that answers below 400 when an instance is ready; empty: HAProxy
     *     only looks whether somebody listens
     * @throws IllegalArgumentException if the route is another data plane's
     */
    public Layout(Route route, Optional<String> readiness) {
        if (!(route.plane() instanceof Plane.Haproxy haproxy)) {
            throw new IllegalArgumentException(route + " is not HAProxy's");
        }
        this.route = route;
        this.plane = haproxy;
        this.readiness = readiness;
        this.names = Names.of(route);
        this.files = new MapFiles(haproxy.maps());
    }

    /** What an HAProxy needs once, for all its routes together. */
    public String shared(int peersPort) {
        return """
        # Once in each HAProxy; add the line to the global section that is there.
        global
            stats socket %s mode 660 level admin

        # Once in each HAProxy: hands the leases over when it is reloaded. Any free port will do.
        peers surefoot
            peer "${HAPROXY_LOCALPEER}" 127.0.0.1:%d
        """
                .formatted(plane.socket(), peersPort);
    }

    /** What this route needs. */
    public String own() {
        return frontend() + "\n" + backend(Slot.BLUE) + "\n" + backend(Slot.GREEN) + "\n" + rest();
    }

    /** The block with the rules, whose order counts. */
    String frontend() {
        return """
        # %s in %s
        frontend %s
            mode http
            bind %s
        %s    http-request set-header X-Surefoot-Bucket %%[var(<v>.bucket)]
            http-request set-var(<v>.bp) str(<k>_bp),map_str_int(<shares>,0)
            http-request set-var(<v>.primary) str(<k>_primary),map(<words>,none)
            http-request set-var(<v>.canary) str(<k>_canary),map(<words>,none)
            http-request set-var(<v>.lease) str(<k>_lease),map(<words>,none)
            http-request set-var(<v>.slots) str(<k>_slots),map(<words>,none)
            acl <k>_cohort var(<v>.bucket),sub(<v>.bp) lt 0
            acl <k>_held var(<v>.lease) -m str none
            acl <k>_held var(<v>.lease),table_gpt0(<k>_lease) eq 1
        %s    # The new version, while its share and its lease say so.
        %s    # The slot that has everybody else.
        %s    # Nobody of it is up: then the other.
        %s    default_backend %s
        """
                .formatted(
                        route.service(),
                        route.environment(),
                        names.prefix(),
                        plane.listen().map(port -> ":" + port).orElse(":80"),
                        bucket(),
                        up(Slot.BLUE) + up(Slot.GREEN),
                        use(Slot.BLUE, "<k>_cohort <k>_held { var(<v>.canary) -m str blue }")
                                + use(
                                        Slot.GREEN,
                                        "<k>_cohort <k>_held { var(<v>.canary) -m str green }"),
                        use(Slot.BLUE, "{ var(<v>.primary) -m str blue }")
                                + use(Slot.GREEN, "{ var(<v>.primary) -m str green }"),
                        use(Slot.BLUE, "{ var(<v>.primary) -m str green }")
                                + use(Slot.GREEN, "{ var(<v>.primary) -m str blue }"),
                        names.nobody())
                .replace("<v>", names.variables())
                .replace("<k>", names.prefix())
                .replace("<shares>", files.shares().toString())
                .replace("<words>", files.words().toString());
    }

    /** A bucket from 0 to 9,999: drawn anew, or the user's own where there is a cookie. */
    private String bucket() {
        String drawn = "    http-request set-var(<v>.bucket) rand(10000)\n";
        return route.cohort().map(cohort -> drawn + cohort(cohort)).orElse(drawn);
    }

    private static String cohort(Cohort cohort) {
        return """
            http-request set-var(<v>.uid) req.cook(%s)
            http-request set-var(<v>.bucket) str(),concat(%s:,<v>.uid),crc32,mod(10000) \
        if { var(<v>.uid) -m len gt 0 }
        """
                .formatted(cohort.cookie(), cohort.key());
    }

    private String up(Slot slot) {
        String word = Names.word(slot);
        return "    acl <k>_%s_up nbsrv(%s) gt 0\n".formatted(word, names.backend(slot));
    }

    private String use(Slot slot, String condition) {
        String word = Names.word(slot);
        return "    use_backend %s if %s <k>_%s_up { var(<v>.slots) -m str both %s }\n"
                .formatted(names.backend(slot), condition, word, word);
    }

    private String backend(Slot slot) {
        StringBuilder text = new StringBuilder("backend " + names.backend(slot) + "\n");
        text.append("    mode http\n    retries 3\n    option redispatch 1\n");
        text.append("    http-request set-var(" + names.last(slot) + ") date(0,ms)\n");
        readiness.ifPresent(path -> text.append("    option httpchk GET " + path + "\n"));
        text.append("    default-server check inter 1s fastinter 500ms downinter 500ms fall 2");
        text.append(" rise 1 observe layer4 error-limit 1 on-error mark-down\n");
        for (Endpoint endpoint : route.slots().getOrDefault(slot, List.of())) {
            text.append(server(endpoint)).append('\n');
        }
        return text.toString();
    }

    /** The line of one server. */
    static String server(Endpoint endpoint) {
        return "    server %s %s:%d"
                .formatted(endpoint.instance(), endpoint.host(), endpoint.port());
    }

    private String rest() {
        return """
        # Nobody is up: 503.
        backend %s
            mode http

        # The lease: a share that nobody renews for so long ends by itself.
        backend %s
            %s
        """
                .formatted(names.nobody(), names.table(), table());
    }

    /** The line of the lease's table. */
    String table() {
        return "stick-table type string len 64 size 1k expire %dms nopurge store gpt0 peers surefoot"
                .formatted(plane.lease().toMillis());
    }
}
