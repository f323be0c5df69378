package dev.surefoot.server.environment;

import dev.surefoot.server.json.YamlFile;
import dev.surefoot.server.json.YamlProblem;

import java.util.List;
import java.util.Set;

/** Reads {@code surefoot.yaml}. */
record ServiceFile(YamlFile file, ServiceDefinition definition) {
    static Reading<ServiceFile> read(YamlFile file, Set<String> configs) {
        return new Reading.Bad<>(
                List.of(new YamlProblem(file.name(), 1, 1, "", "nothing is read yet" + configs)));
    }

    List<YamlProblem> against(Policy policy) {
        return List.of(new YamlProblem(file.name(), 1, 1, "", "nothing is read yet" + policy));
    }
}
