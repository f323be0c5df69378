package dev.surefoot.proxy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A route as the control plane would send it; each change is a new one. */
record RouteBody(
        long token,
        int listenPort,
        String cohort,
        String primary,
        int greenBp,
        Map<String, Integer> blue,
        Map<String, Integer> green) {

    /** Token 17, any port, no cohort, blue primary with everything; one instance each. */
    static RouteBody of(int bluePort, int greenPort) {
        return new RouteBody(
                17, 0, "null", "BLUE", 0, Map.of("blue-0", bluePort), Map.of("green-0", greenPort));
    }

    RouteBody green(int bp) {
        return new RouteBody(token, listenPort, cohort, primary, bp, blue, green);
    }

    RouteBody token(long other) {
        return new RouteBody(other, listenPort, cohort, primary, greenBp, blue, green);
    }

    RouteBody port(int other) {
        return new RouteBody(token, other, cohort, primary, greenBp, blue, green);
    }

    RouteBody primary(String other) {
        return new RouteBody(token, listenPort, cohort, other, greenBp, blue, green);
    }

    RouteBody cohort(String cookie, String key) {
        String json = "{\"cookie\":\"" + cookie + "\",\"key\":\"" + key + "\"}";
        return new RouteBody(token, listenPort, json, primary, greenBp, blue, green);
    }

    RouteBody alsoBlue(String instance, int port) {
        Map<String, Integer> more = new LinkedHashMap<>(blue);
        more.put(instance, port);
        return new RouteBody(token, listenPort, cohort, primary, greenBp, more, green);
    }

    String json() {
        return """
        {"token":%d,"listenHost":"127.0.0.1","listenPort":%d,"cohort":%s,"primary":"%s",
         "sharesBp":{"BLUE":%d,"GREEN":%d},"slots":{"BLUE":[%s],"GREEN":[%s]}}"""
                .formatted(
                        token,
                        listenPort,
                        cohort,
                        primary,
                        10_000 - greenBp,
                        greenBp,
                        list(blue),
                        list(green));
    }

    private static String list(Map<String, Integer> instances) {
        return instances.entrySet().stream()
                .map(
                        entry ->
                                "{\"instance\":\"%s\",\"host\":\"127.0.0.1\",\"port\":%d}"
                                        .formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(","));
    }
}
