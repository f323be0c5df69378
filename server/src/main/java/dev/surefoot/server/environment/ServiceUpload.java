package dev.surefoot.server.environment;

import dev.surefoot.evidence.Digest;

import java.util.Map;
import java.util.TreeMap;

/** A definition that is in order, with the bytes of the configuration files that it names. */
record ServiceUpload(ServiceDefinition definition, Map<String, byte[]> configs) {
    ServiceUpload {
        configs = Map.copyOf(configs);
    }

    /** Of the raw bytes, by name. */
    Map<String, Digest> digests() {
        Map<String, Digest> digests = new TreeMap<>();
        configs.forEach((name, bytes) -> digests.put(name, Digest.sha256(bytes)));
        return digests;
    }

    /** No bytes: nothing of a configuration is ever shown. */
    @Override
    public String toString() {
        return definition.service() + digests();
    }
}
