package dev.surefoot.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The file in which a starting process says who it is, before it becomes the program it is to run.
 *
 * <p>INVARIANT: the file is made once and whole, either by the process (a hard link) or by {@link
 * #abandon} (exclusive creation). Whoever is second learns it: a process that finds the start
 * abandoned ends at once. So after a crash there is no moment at which a start can neither be found
 * nor be prevented.
 */
public record PidFile(Path path) {
    private static final String ABANDONED = "abandoned";
    private static final int LINES = 3;

    /**
     * Run by {@code sh} as: script, file, command… Line 1 is the pid; then boot id and stat line,
     * or "ps" and what it prints. The start time is that of the process and survives {@code exec}.
     */
    static final String SCRIPT =
            """
            file=$1; shift
            if read -r boot < /proc/sys/kernel/random/boot_id && read -r start < "/proc/$$/stat"
            then :
            else boot=ps; start=$(LC_ALL=C TZ=UTC ps -o lstart= -p "$$") || exit 125
            fi 2>/dev/null
            printf '%s\\n' "$$" "$boot" "$start" > "$file.$$" || exit 125
            ln "$file.$$" "$file" || { rm -f "$file.$$"; exit 125; }
            rm -f "$file.$$"
            unset file boot start
            exec "$@"
            """;

    /** Who started; empty while nobody has, or when the start was abandoned. */
    public Optional<ProcessId> read() {
        try {
            return parse(Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /**
     * Makes sure that nobody starts with this file any more.
     *
     * @return the process that was faster, alive or not
     */
    public Optional<ProcessId> abandon() {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, ABANDONED, StandardOpenOption.CREATE_NEW);
            return Optional.empty();
        } catch (FileAlreadyExistsException e) {
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    static Optional<ProcessId> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < LINES) {
            return Optional.empty();
        }
        long pid = Long.parseLong(lines.get(0));
        String boot = lines.get(1);
        String start = lines.get(2);
        String mark =
                boot.equals("ps") ? PsTable.mark(start) : ProcTable.parse(pid, boot, start).mark();
        return Optional.of(new ProcessId(pid, mark));
    }
}
