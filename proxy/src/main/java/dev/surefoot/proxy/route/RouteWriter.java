package dev.surefoot.proxy.route;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a {@link RouteSpec} into the JSON that {@link RouteReader} reads. Pure. */
public final class RouteWriter {
    private RouteWriter() {}

    /** A new object with all fields of the route. */
    public static ObjectNode write(RouteSpec spec) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("token", spec.token());
        node.put("listenHost", spec.listenHost());
        node.put("listenPort", spec.listenPort());
        Cohort cohort = spec.cohort();
        if (cohort == null) {
            node.putNull("cohort");
        } else {
            node.putObject("cohort").put("cookie", cohort.cookie()).put("key", cohort.key());
        }
        node.put("primary", spec.primary().name());
        ObjectNode shares = node.putObject("sharesBp");
        ObjectNode slots = node.putObject("slots");
        for (Slot slot : Slot.values()) {
            shares.put(slot.name(), spec.shareBp(slot));
            ArrayNode list = slots.putArray(slot.name());
            for (Endpoint endpoint : spec.endpoints(slot)) {
                list.addObject()
                        .put("instance", endpoint.instance())
                        .put("host", endpoint.host())
                        .put("port", endpoint.port());
            }
        }
        LeaseSpec lease = spec.lease();
        if (lease == null) {
            node.putNull("lease");
        } else {
            node.putObject("lease").put("id", lease.id()).put("ttlMs", lease.ttlMs());
        }
        return node;
    }
}
