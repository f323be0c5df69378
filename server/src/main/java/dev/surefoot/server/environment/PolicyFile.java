package dev.surefoot.server.environment;

import dev.surefoot.server.gate.GateDefinition;
import dev.surefoot.server.json.YamlDocument;
import dev.surefoot.server.json.YamlFile;
import dev.surefoot.server.json.YamlProblem;
import dev.surefoot.server.json.YamlSchema;

import java.util.List;
import java.util.Map;

/** Reads {@code policy.yaml}. */
final class PolicyFile {
    private static final YamlSchema SCHEMA = YamlSchema.load("policy.json");

    private PolicyFile() {}

    /**
     * Reads it; never throws, whatever the text is.
     *
     * @param files the files that came with it, by path relative to it
     */
    static Reading<Policy> read(
            YamlFile file, List<GateDefinition> builtIns, Map<String, String> files) {
        return switch (YamlDocument.parse(file)) {
            case YamlDocument.Parsed.Unreadable(List<YamlProblem> problems) ->
                    new Reading.Bad<>(problems);
            case YamlDocument.Parsed.Document(YamlDocument document) -> {
                Findings findings = new Findings(document, SCHEMA);
                new PolicyChecks(findings, builtIns).run();
                new TrustChecks(findings, files).run();
                LengthChecks.run(findings);
                if (!findings.all().isEmpty()) {
                    yield new Reading.Bad<>(findings.all());
                }
                Policy policy = PolicyReader.read(new Block(document.json()), builtIns, files);
                PolicyChecks.requirements(findings, policy);
                yield findings.all().isEmpty()
                        ? new Reading.Good<>(policy)
                        : new Reading.Bad<>(findings.all());
            }
        };
    }
}
