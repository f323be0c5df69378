package dev.surefoot.server.environment;

import dev.surefoot.server.json.Words;
import dev.surefoot.server.json.YamlDocument;
import dev.surefoot.server.json.YamlFile;
import dev.surefoot.server.json.YamlPath;
import dev.surefoot.server.json.YamlProblem;
import dev.surefoot.server.json.YamlSchema;

import java.util.List;
import java.util.Set;

/** A {@code surefoot.yaml} that is in order in itself. */
record ServiceFile(YamlFile file, YamlDocument document, ServiceDefinition definition) {
    private static final YamlSchema SCHEMA = YamlSchema.load("surefoot.json");

    /**
     * Reads it; never throws, whatever the text is.
     *
     * @param configs paths of the files that came with it
     */
    static Reading<ServiceFile> read(YamlFile file, Set<String> configs) {
        return switch (YamlDocument.parse(file)) {
            case YamlDocument.Parsed.Unreadable(List<YamlProblem> problems) ->
                    new Reading.Bad<>(problems);
            case YamlDocument.Parsed.Document(YamlDocument document) -> {
                Findings findings = new Findings(document, SCHEMA);
                new ServiceChecks(findings, configs).run();
                LengthChecks.run(findings);
                yield findings.all().isEmpty()
                        ? new Reading.Good<>(
                                new ServiceFile(
                                        file,
                                        document,
                                        ServiceReader.read(new Block(document.json()))))
                        : new Reading.Bad<>(findings.all());
            }
        };
    }

    /** What it has against {@code policy}: environments and gates that the policy doesn't know. */
    List<YamlProblem> against(Policy policy) {
        Findings findings = new Findings(document);
        List<String> environments =
                policy.environments().stream().map(PolicyEnvironment::name).toList();
        for (int i = 0; i < definition.environments().size(); i++) {
            YamlPath path = YamlPath.of("environments", i);
            EnvironmentDefinition environment = definition.environments().get(i);
            if (!environments.contains(environment.name())) {
                findings.add(
                        path.then("name"),
                        "environment %s is not in the policy%s; the policy has: %s"
                                .formatted(
                                        Words.quoted(environment.name()),
                                        Words.didYouMean(environment.name(), environments),
                                        Words.list(environments)));
            }
            for (int g = 0; g < environment.gates().require().size(); g++) {
                GateNames.check(
                        findings,
                        path.then("gates").then("require").then(g),
                        new GateNames.Asked(
                                environment.gates().require().get(g), environment.name()),
                        policy.gates());
            }
        }
        return findings.all();
    }
}
