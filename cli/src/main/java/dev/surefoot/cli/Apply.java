package dev.surefoot.cli;

import dev.surefoot.server.api.Answers;
import dev.surefoot.server.api.Requests;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sends policies and definitions to the server, which reads and checks them whole. */
public final class Apply {
    private static final YAMLMapper YAML = new YAMLMapper();

    private Apply() {}

    /** Whether a file's text is a policy. */
    static boolean isPolicy(String text) {
        return lenient(text).path("kind").asString("").equals("Policy");
    }

    /** Applies a policy file, and sends the key files along that it names and that are there. */
    public static Answers.Applied policy(ApiClient client, Path file) {
        String text = Inputs.text(file);
        Map<String, String> keys = new TreeMap<>();
        for (JsonNode key : lenient(text).path("trust").path("keys")) {
            String name = key.path("file").asString("");
            Path pem = file.toAbsolutePath().resolveSibling(name);
            if (!name.isEmpty() && Files.isRegularFile(pem)) {
                keys.put(name, publicKey(pem));
            }
        }
        return client.put(
                "/policy",
                new Requests.ApplyPolicy(file.toString(), text, Optional.of(keys)),
                Answers.Applied.class);
    }

    /** Applies a service's definition, and sends the configuration files along that it names. */
    public static Answers.Applied service(ApiClient client, Path file) {
        String text = Inputs.text(file);
        Map<String, String> configs = new TreeMap<>();
        for (JsonNode environment : lenient(text).path("environments")) {
            String name = environment.path("config").asString("");
            if (!name.isEmpty()) {
                Path config = file.toAbsolutePath().resolveSibling(name);
                configs.put(name, Base64.getEncoder().encodeToString(config(file, config)));
            }
        }
        return client.put(
                "/services",
                new Requests.ApplyService(file.toString(), text, configs),
                Answers.Applied.class);
    }

    /** A key that must stay where it is never leaves this machine, even if it is named. */
    private static String publicKey(Path pem) {
        String text = Inputs.text(pem);
        if (text.contains("PRIVATE KEY")) {
            throw new Failed(
                    ExitCode.UNREADABLE,
                    pem
                            + " is a private key and was not sent; name the public part instead"
                            + " ('openssl pkey -pubout')");
        }
        return text;
    }

    /** Only to tell files apart and to find what they name; the server reads them strictly. */
    private static JsonNode lenient(String text) {
        try {
            return YAML.readTree(text);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private static byte[] config(Path file, Path config) {
        try {
            return Files.readAllBytes(config);
        } catch (NoSuchFileException e) {
            throw new Failed(
                    ExitCode.UNREADABLE,
                    file
                            + " names the configuration file "
                            + config
                            + ", which does not exist;"
                            + " paths are relative to the file that names them");
        } catch (IOException e) {
            throw new Failed(ExitCode.UNREADABLE, "cannot read " + config + ": " + e.getMessage());
        }
    }
}
