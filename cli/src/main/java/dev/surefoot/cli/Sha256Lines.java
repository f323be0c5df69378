package dev.surefoot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Digests by path, as the program {@code sha256sum} prints them. */
final class Sha256Lines {
    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](?:\\./)?(\\S.*)");

    private Sha256Lines() {}

    /** Reads a file of them; blank lines don't count. */
    static Map<String, String> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw Inputs.unreadable(file, e);
        }
        Map<String, String> digests = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            Matcher line = LINE.matcher(lines.get(i));
            if (!line.matches()) {
                throw new Failed(
                        ExitCode.UNREADABLE,
                        "%s:%d: is no line of 'sha256sum': 64 hexadecimal digits, two blanks, a path"
                                .formatted(file, i + 1));
            }
            digests.put(line.group(2), line.group(1).toLowerCase(Locale.ROOT));
        }
        return digests;
    }
}
