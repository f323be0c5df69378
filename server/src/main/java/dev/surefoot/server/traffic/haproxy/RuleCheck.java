package dev.surefoot.server.traffic.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether the frontend's rules are there, in their order. HAProxy does not tell its rules; it tells
 * in which file they are, and that may be readable.
 */
final class RuleCheck {
    private static final String WHAT = "rules of the frontend";
    private static final Pattern USED = Pattern.compile("used by map at file '([^']+)' line");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final List<String> RULES =
            List.of("http-request ", "acl ", "use_backend ", "default_backend ");

    private final Layout layout;
    private final MapFiles files;

    RuleCheck(Layout layout, MapFiles files) {
        this.layout = layout;
        this.files = files;
    }

    /**
     * @param maps what {@code show map} says
     */
    Finding run(String maps) {
        Optional<Path> file =
                maps.lines()
                        .filter(line -> line.contains("(" + files.words() + ")"))
                        .flatMap(line -> USED.matcher(line).results())
                        .map(match -> Path.of(match.group(1)))
                        .findFirst();
        if (file.isEmpty()) {
            return Finding.missing(
                    WHAT,
                    "no rule uses the map " + files.words(),
                    "the frontend block of `surefoot router print`");
        }
        if (!file.get().isAbsolute() || !Files.isReadable(file.get())) {
            return unseen(file.get());
        }
        try {
            return compare(file.get(), Files.readAllLines(file.get()));
        } catch (IOException e) {
            return unseen(file.get());
        }
    }

    private static Finding unseen(Path file) {
        return new Finding(
                Finding.Verdict.UNSEEN,
                WHAT,
                "this server can't read " + file,
                "compare it with `surefoot router print`");
    }

    private Finding compare(Path file, List<String> there) {
        Iterator<String> lines = there.iterator();
        for (String rule : layout.frontend().lines().map(RuleCheck::bare).toList()) {
            if (RULES.stream().noneMatch(rule::startsWith)) {
                continue;
            }
            boolean found = false;
            while (!found && lines.hasNext()) {
                found = bare(lines.next()).equals(rule);
            }
            if (!found) {
                return Finding.missing(
                        WHAT,
                        there.stream().map(RuleCheck::bare).anyMatch(rule::equals)
                                ? "a rule is not in its place in " + file
                                : "a rule is not in " + file,
                        rule);
            }
        }
        return Finding.ok(WHAT, "all in " + file + ", in their order");
    }

    private static String bare(String line) {
        return BLANKS.matcher(line.strip()).replaceAll(" ");
    }
}
