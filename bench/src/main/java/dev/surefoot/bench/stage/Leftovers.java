package dev.surefoot.bench.stage;

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
                .filter(process -> names(process.info(), folder.toString()))
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** Its number, and the end of its command line, where one sees what it is. */
    static String name(ProcessHandle process) {
        String line = process.info().commandLine().orElse("unknown");
        return process.pid() + " …" + line.substring(Math.max(0, line.length() - SHOWN));
    }

    private static boolean names(ProcessHandle.Info info, String folder) {
        boolean argument =
                info.arguments().stream()
                        .flatMap(java.util.Arrays::stream)
                        .anyMatch(text -> text.contains(folder));
        return argument || info.commandLine().filter(line -> line.contains(folder)).isPresent();
    }
}
