package dev.surefoot.proxy.admin;

import dev.surefoot.proxy.forward.InstanceCounters;
import dev.surefoot.proxy.forward.RouteCounters;
import dev.surefoot.proxy.route.Json;
import dev.surefoot.proxy.route.Problem;
import dev.surefoot.proxy.route.RouteWriter;
import dev.surefoot.proxy.route.Slot;
import dev.surefoot.proxy.table.Observed;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** JSON of what is told. Times are ISO-8601 UTC with milliseconds. */
final class Views {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Views() {}

    static ObjectNode route(Observed observed, String epoch) {
        ObjectNode node = RouteWriter.write(observed.spec());
        if (node.get("lease") instanceof ObjectNode lease) {
            lease.put("alive", observed.leaseAlive());
        }
        return node.put("service", observed.key().service())
                .put("environment", observed.key().environment())
                .put("epoch", epoch)
                .put("appliedAt", MILLIS.format(observed.appliedAt()))
                .put("listening", observed.listening());
    }

    static ObjectNode routes(List<Observed> all, String epoch) {
        ObjectNode node = Json.MAPPER.createObjectNode().put("epoch", epoch);
        ArrayNode list = node.putArray("routes");
        all.forEach(observed -> list.add(route(observed, epoch)));
        return node;
    }

    static ObjectNode counters(RouteCounters counters, String epoch) {
        ObjectNode node = Json.MAPPER.createObjectNode().put("epoch", epoch);
        node.put("takenAt", MILLIS.format(Instant.ofEpochMilli(System.currentTimeMillis())));
        ArrayNode bounds = node.putArray("bucketBoundsMs");
        InstanceCounters.bucketBoundsMs().forEach(bounds::add);
        ObjectNode slots = node.putObject("slots");
        for (Slot slot : Slot.values()) {
            ObjectNode instances = slots.putObject(slot.name()).putObject("instances");
            counters.read(slot).forEach((name, reading) -> put(instances, name, reading));
        }
        RouteCounters.Unrouted unrouted = counters.unrouted();
        node.putObject("unrouted")
                .put("requests", unrouted.requests())
                .put("errors", unrouted.errors());
        return node;
    }

    private static void put(ObjectNode instances, String name, InstanceCounters.Reading reading) {
        ObjectNode node = instances.putObject(name);
        node.put("requests", reading.requests())
                .put("errors", reading.errors())
                .put("started", reading.started())
                .put("inFlight", reading.inFlight())
                .put("connectFailures", reading.connectFailures())
                .put("clientAborts", reading.clientAborts());
        Instant last = reading.lastStartedAt();
        if (last == null) {
            node.putNull("lastStartedAt");
        } else {
            node.put("lastStartedAt", MILLIS.format(last));
        }
        ArrayNode buckets = node.putArray("buckets");
        reading.buckets().forEach(buckets::add);
    }

    static ObjectNode problems(ObjectNode node, List<Problem> problems) {
        ArrayNode list = node.putArray("problems");
        for (Problem problem : problems) {
            list.addObject()
                    .put("field", problem.field())
                    .put("value", problem.value())
                    .put("bound", problem.bound());
        }
        return node;
    }
}
