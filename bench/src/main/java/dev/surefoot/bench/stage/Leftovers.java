package dev.surefoot.bench.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processes whose command line names a folder: those that were started for what lies in it. */
final class Leftovers {
    private static final int SHOWN = 120;

    private Leftovers() {}

    /** Who still runs. Processes of others that cannot be looked at are not ours. */
    static List<ProcessHandle> of(Path folder) {
        ProcessHandle self = ProcessHandle.current();
        return ProcessHandle.allProcesses()
                .filter(process -> !process.equals(self))
                .filter(process -> commandLine(process).contains(folder.toString()))
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** Its number, and the end of its command line, where one sees what it is. */
    static String name(ProcessHandle process) {
        String line = commandLine(process);
        return process.pid() + " …" + line.substring(Math.max(0, line.length() - SHOWN));
    }

    /**
     * The whole of it. The JDK cuts what it reads of /proc after 4,096 bytes, which a class path
     * alone can fill; elsewhere it is all there is.
     */
    private static String commandLine(ProcessHandle process) {
        try {
            Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException e) {
            return process.info().commandLine().orElse("unknown");
        }
    }
}
