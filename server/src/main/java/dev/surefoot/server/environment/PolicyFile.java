package dev.surefoot.server.environment;

import dev.surefoot.server.gate.GateDefinition;
import dev.surefoot.server.json.YamlDocument;
import dev.surefoot.server.json.YamlFile;
import dev.surefoot.server.json.YamlProblem;
import dev.surefoot.server.json.YamlSchema;

import java.util.List;

/** Reads {@code policy.yaml}. */
final class PolicyFile {
    private static final YamlSchema SCHEMA = YamlSchema.load("policy.json");

    private PolicyFile() {}

    /** Reads it; never throws, whatever the text is. */
    static Reading<Policy> read(YamlFile file, List<GateDefinition> builtIns) {
        return switch (YamlDocument.parse(file)) {
            case YamlDocument.Parsed.Unreadable(List<YamlProblem> problems) ->
                    new Reading.Bad<>(problems);
            case YamlDocument.Parsed.Document(YamlDocument document) -> {
                Findings findings = new Findings(document, SCHEMA);
                new PolicyChecks(findings, builtIns).run();
                LengthChecks.run(findings);
                if (!findings.all().isEmpty()) {
                    yield new Reading.Bad<>(findings.all());
                }
                Policy policy = PolicyReader.read(new Block(document.json()), builtIns);
                PolicyChecks.requirements(findings, policy);
                yield findings.all().isEmpty()
                        ? new Reading.Good<>(policy)
                        : new Reading.Bad<>(findings.all());
            }
        };
    }
}
