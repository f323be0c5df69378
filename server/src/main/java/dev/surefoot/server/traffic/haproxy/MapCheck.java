package dev.surefoot.server.traffic.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether the server can write the map files, and whether a reload would change anything. */
final class MapCheck {
    private final Names names;
    private final MapFiles files;
    private final RuntimeApi api;
    private final List<Finding> findings = new ArrayList<>();

    MapCheck(Names names, MapFiles files, RuntimeApi api) {
        this.names = names;
        this.files = files;
        this.api = api;
    }

    List<Finding> run() {
        Path folder = files.shares().toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            findings.add(
                    Finding.missing(
                            "folder of the maps",
                            folder + " is not there",
                            "mkdir -p " + folder + ", owned by the server's user"));
            return findings;
        }
        findings.add(
                Files.isWritable(folder)
                        ? Finding.ok("folder of the maps", folder + " is ours to write")
                        : Finding.missing(
                                "folder of the maps",
                                "this server may not write in " + folder,
                                "chown it to user " + System.getProperty("user.name")));
        for (Path file : List.of(files.shares(), files.words())) {
            if (Files.notExists(file)) {
                findings.add(
                        Finding.missing(
                                "file " + file,
                                "it is not there, and HAProxy does not start without",
                                "touch " + file));
            }
        }
        same();
        return findings;
    }

    private void same() {
        List<String> commands = List.of("show map " + files.shares(), "show map " + files.words());
        try {
            if (!(api.ask(commands) instanceof RuntimeApi.Reply.Answer(List<String> texts))
                    || texts.stream().anyMatch(text -> text.startsWith("Unknown map"))) {
                return; // said already
            }
            Map<String, String> running = new HashMap<>(own(Look.map(texts.get(0))));
            running.putAll(own(Look.map(texts.get(1))));
            Entries.Texts saved = files.read();
            Map<String, String> kept = new HashMap<>(own(saved.shares()));
            kept.putAll(own(saved.words()));
            findings.add(
                    running.equals(kept)
                            ? Finding.ok("maps in HAProxy", "the same as in the files")
                            : Finding.missing(
                                    "maps in HAProxy",
                                    "HAProxy has " + running + ", the files have " + kept,
                                    "nothing: the next step of a release writes both; or reload"));
        } catch (IOException e) {
            findings.add(
                    Finding.missing(
                            "maps in HAProxy", "the files can't be read: " + e, "mend the files"));
        }
    }

    private Map<String, String> own(Map<String, String> entries) {
        Map<String, String> own = new HashMap<>(entries);
        own.keySet().removeIf(key -> !key.startsWith(names.prefix() + "_"));
        return own;
    }
}
