package dev.surefoot.cli;

import dev.surefoot.server.api.Answers;
import dev.surefoot.server.api.Requests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends policies and definitions to the server, which reads and checks them whole. */
public final class Apply {
    /** Only tells the files apart and finds what to send along. */
    private static final Pattern POLICY = Pattern.compile("(?m)^kind:\\s*[\"']?Policy\\b");

    private static final Pattern CONFIG =
            Pattern.compile("(?m)^\\s*-?\\s*config:\\s*[\"']?([^\"'#\\s]+)");

    private Apply() {}

    /** Whether a file's text is a policy. */
    static boolean isPolicy(String text) {
        return POLICY.matcher(text).find();
    }

    /** Applies a policy file. */
    public static Answers.Applied policy(ApiClient client, Path file) {
        return client.put(
                "/policy",
                new Requests.ApplyPolicy(file.toString(), Inputs.text(file)),
                Answers.Applied.class);
    }

    /** Applies a service's definition, and sends the configuration files along that it names. */
    public static Answers.Applied service(ApiClient client, Path file) {
        String text = Inputs.text(file);
        Map<String, String> configs = new TreeMap<>();
        Matcher named = CONFIG.matcher(text);
        while (named.find()) {
            String name = named.group(1);
            Path config = file.toAbsolutePath().resolveSibling(name);
            configs.put(name, Base64.getEncoder().encodeToString(config(file, config)));
        }
        return client.put(
                "/services",
                new Requests.ApplyService(file.toString(), text, configs),
                Answers.Applied.class);
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
