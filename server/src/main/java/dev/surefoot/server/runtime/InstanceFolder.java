package dev.surefoot.server.runtime;

import dev.surefoot.server.process.PidFile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One instance's files: its working directory, what it printed, and a folder a launch with pid file
 * and configuration, which only the owner can enter.
 */
record InstanceFolder(Path path) {
    static InstanceFolder of(Path root, Place place, String instance) {
        return new InstanceFolder(
                root.resolve("instances")
                        .resolve(place.service())
                        .resolve(place.environment())
                        .resolve(instance));
    }

    OutputFile output(long maxBytes) {
        return new OutputFile(path, maxBytes);
    }

    PidFile pidFile(UUID launch) {
        return new PidFile(launchFolder(launch).resolve("pid"));
    }

    Path config(UUID launch, ConfigFile config) {
        return launchFolder(launch).resolve(config.name());
    }

    /** Makes the launch's folder and writes the configuration into it. */
    void write(UUID launch, ConfigFile config, byte[] content) throws IOException {
        Files.createDirectories(path);
        Files.createDirectory(
                launchFolder(launch),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (OutputStream out =
                Channels.newOutputStream(
                        Files.newByteChannel(
                                config(launch, config),
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rw-------"))))) {
            out.write(content);
        }
    }

    /**
     * Deletes the launch's files, secrets included. Moved away in one step first, so that a shell
     * that was about to start something finds nothing to start it with.
     */
    void forget(UUID launch) throws IOException {
        Path folder = launchFolder(launch);
        if (!Files.isDirectory(folder)) {
            return;
        }
        Path gone = path.resolve(launch + ".gone");
        Files.move(folder, gone, StandardCopyOption.ATOMIC_MOVE);
        List<Path> files;
        try (Stream<Path> entries = Files.list(gone)) {
            files = entries.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(gone);
    }

    private Path launchFolder(UUID launch) {
        return path.resolve(launch.toString());
    }
}
