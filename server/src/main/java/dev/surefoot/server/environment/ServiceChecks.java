package dev.surefoot.server.environment;

import dev.surefoot.server.json.Words;
import dev.surefoot.server.json.YamlPath;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a schema can't say of a {@code surefoot.yaml}. Bears any document, also one that the schema
 * refused, so that everything is reported at once.
 */
final class ServiceChecks {
    private static final YamlPath COMMAND = YamlPath.of("runtime", "command");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)(}?)");
    private static final Pattern KNOWN = Pattern.compile("artifact|port|config");
    private static final List<String> PLACEHOLDERS = List.of("artifact", "port", "config");

    private final Findings findings;
    private final Set<String> configs;
    private final Map<Integer, YamlPath> ports = new HashMap<>();
    private final Map<String, YamlPath> names = new HashMap<>();

    ServiceChecks(Findings findings, Set<String> configs) {
        this.findings = findings;
        this.configs = configs;
    }

    void run() {
        command();
        JsonNode environments = findings.json().path("environments");
        for (int i = 0; i < environments.size(); i++) {
            YamlPath path = YamlPath.of("environments", i);
            JsonNode environment = environments.path(i);
            name(path.then("name"), environment.path("name"));
            config(path.then("config"), environment.path("config"));
            slots(path.then("slots"), environment.path("slots"));
            port(path.then("traffic").then("listen"), environment.path("traffic").path("listen"));
            new TrafficChecks(findings, path.then("traffic"), environment.path("traffic")).run();
            new RolloutChecks(findings, path, environment).run();
            judge(path.then("judge"), environment.path("judge"));
            new MetricChecks(findings, path, environment).run();
        }
    }

    private void command() {
        JsonNode command = findings.json().path("runtime").path("command");
        boolean artifact = false;
        for (int i = 0; i < command.size(); i++) {
            String argument = command.path(i).asString("");
            artifact |= argument.contains("${artifact}");
            Matcher matcher = PLACEHOLDER.matcher(argument);
            while (matcher.find()) {
                placeholder(COMMAND.then(i), matcher.group(1), !matcher.group(2).isEmpty());
            }
        }
        if (command.isArray() && !command.isEmpty() && !artifact) {
            findings.add(
                    COMMAND,
                    "runtime.command does not contain ${artifact}, so the released file would not"
                            + " run; write it where the file's path belongs");
        }
    }

    private void placeholder(YamlPath path, String name, boolean closed) {
        if (!closed) {
            findings.add(path, path + " has ${ without }; write for example ${artifact}");
        } else if (name.startsWith("env:")) {
            findings.add(
                    path,
                    "%s has ${%s}, whose value would show in the list of processes; put it into"
                                    .formatted(path, Words.cut(name))
                            + " the configuration file, where it is filled in, too");
        } else if (!KNOWN.matcher(name).matches()) {
            findings.add(
                    path,
                    "%s has the unknown placeholder ${%s}%s; known are ${artifact}, ${port} and"
                                    .formatted(
                                            path,
                                            Words.cut(name),
                                            Words.didYouMean(name, PLACEHOLDERS))
                            + " ${config}");
        }
    }

    private void name(YamlPath path, JsonNode name) {
        if (!name.isString() || !findings.accepted(path)) {
            return;
        }
        YamlPath first = names.putIfAbsent(name.stringValue(), path);
        if (first != null) {
            findings.add(
                    path,
                    "environment %s is here a second time, first at %s; give each its own name"
                            .formatted(Words.quoted(name.stringValue()), first));
        }
    }

    private void config(YamlPath path, JsonNode config) {
        if (config.isString() && !configs.contains(config.stringValue())) {
            findings.add(
                    path,
                    "%s: file %s did not come with this one; %s. Put it there and apply again"
                            .formatted(
                                    path,
                                    Words.quoted(config.stringValue()),
                                    configs.isEmpty()
                                            ? "no file did"
                                            : "what came: " + Words.list(configs)));
        }
    }

    private void slots(YamlPath path, JsonNode slots) {
        JsonNode blue = slots.path("blue");
        JsonNode green = slots.path("green");
        if (blue.isArray() && green.isArray() && blue.size() != green.size()) {
            findings.add(
                    path.then("green"),
                    "ports: %d in slot blue and %d in green; give both the same number"
                            .formatted(blue.size(), green.size()));
        }
        for (String slot : List.of("blue", "green")) {
            JsonNode list = slots.path(slot);
            for (int i = 0; list.isArray() && i < list.size(); i++) {
                port(path.then(slot).then(i), list.path(i));
            }
        }
    }

    private void port(YamlPath path, JsonNode port) {
        if (!port.isIntegralNumber() || !findings.accepted(path)) {
            return;
        }
        YamlPath first = ports.putIfAbsent(port.asInt(), path);
        if (first != null) {
            findings.add(
                    path,
                    "port %d is used a second time, first at %s; give each its own"
                            .formatted(port.asInt(), first));
        }
    }

    private void judge(YamlPath path, JsonNode judge) {
        atMost(path.then("max-error-rate"), judge.path("max-error-rate"), new Share(5_000));
        atMost(
                path.then("rails").then("error-rate"),
                judge.path("rails").path("error-rate"),
                new Share(5_000));
    }

    private void atMost(YamlPath path, JsonNode value, Share most) {
        Units.share(value.asString(""))
                .filter(share -> share.compareTo(most) > 0)
                .ifPresent(
                        share ->
                                findings.add(
                                        path,
                                        "%s is %s; it must be at most %s"
                                                .formatted(path, share, most)));
    }
}
