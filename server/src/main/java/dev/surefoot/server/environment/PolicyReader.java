package dev.surefoot.server.environment;

import dev.surefoot.server.gate.GateDefinition;
import dev.surefoot.server.gate.Need;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the records of a {@code policy.yaml} that was checked. */
final class PolicyReader {
    private PolicyReader() {}

    static Policy read(Block file, List<GateDefinition> builtIns, Map<String, String> files) {
        Map<String, GateDefinition> gates = new LinkedHashMap<>();
        builtIns.forEach(gate -> gates.put(gate.name(), gate));
        Map<String, GateDefinition> listed = new LinkedHashMap<>();
        for (Block gate : file.blocks("gates")) {
            GateDefinition builtIn = gates.get(gate.text("gate"));
            listed.put(gate.text("gate"), builtIn == null ? own(gate) : changed(builtIn, gate));
        }
        gates.putAll(listed);
        return new Policy(
                file.blocks("environments").stream().map(PolicyReader::environment).toList(),
                List.copyOf(gates.values()),
                listed.keySet(),
                submitters(file.block("trust").block("submitters")),
                TrustReader.read(file.block("trust"), files));
    }

    private static PolicyEnvironment environment(Block environment) {
        return new PolicyEnvironment(
                environment.text("name"),
                environment.flag("production"),
                environment.texts("require"),
                environment.block("traffic").flag("accept-no-lease"));
    }

    private static GateDefinition own(Block gate) {
        return new GateDefinition(
                gate.text("gate"),
                gate.text("proves"),
                gate.text("does-not-prove"),
                gate.texts("guards"),
                gate.block("when").texts("environments"),
                gate.blocks("needs").stream()
                        .map(
                                need ->
                                        changed(
                                                new Need(
                                                        need.text("kind"),
                                                        List.of(),
                                                        need.maybeDuration("max-age"),
                                                        Need.Trusted.AUTHENTICATED),
                                                need))
                        .toList(),
                gate.text("expr"),
                gate.choice("mode", GateDefinition.Mode.OBSERVE),
                gate.text("owner"));
    }

    private static GateDefinition changed(GateDefinition builtIn, Block entry) {
        Map<String, Block> changes = new LinkedHashMap<>();
        entry.blocks("needs").forEach(need -> changes.put(need.text("kind"), need));
        List<Need> needs = new ArrayList<>();
        for (Need need : builtIn.needs()) {
            Block change = changes.get(need.kind());
            needs.add(change == null ? need : changed(need, change));
        }
        return new GateDefinition(
                builtIn.name(),
                builtIn.proves(),
                builtIn.doesNotProve(),
                builtIn.guards(),
                builtIn.environments(),
                needs,
                builtIn.expression(),
                entry.choice("mode", builtIn.mode()),
                builtIn.owner());
    }

    private static Need changed(Need need, Block change) {
        return new Need(
                need.kind(),
                change.has("suites") ? change.texts("suites") : need.suites(),
                change.maybeDuration("max-age").or(need::maxAge),
                change.choice("trust", need.trust()));
    }

    private static Map<String, Set<String>> submitters(Block block) {
        Map<String, Set<String>> submitters = new LinkedHashMap<>();
        for (String token : block.node().propertyNames()) {
            submitters.put(token, Set.copyOf(block.texts(token)));
        }
        return submitters;
    }
}
