package dev.surefoot.evidence;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A git repository as URIs name it, in one form, so that equal texts are the same repository and
 * two repositories never have equal texts. Immutable.
 *
 * <p>The rule. Dropped: {@code git+}, one {@code .git} at the end, slashes at the end, a scheme's
 * own port, a fragment, the password, and of every scheme but {@code ssh} the user. In lower case:
 * scheme and host. All else stays as it is: scheme, path with its case and escapes, and the user of
 * {@code ssh}, whom a server may show other repositories. What follows the first {@code @} inside a
 * path's segment is the ref; with a fragment behind it, since {@code #} may stand in a branch's
 * name. Refused, as it could make two repositories equal: a query, a dot segment, {@code .git}
 * twice, a character that is not printable ASCII, a backslash, an {@code @} of which it can't be
 * told whether a ref follows, no path, no host, any other scheme, and more than 2,048 characters.
 *
 * @param repository the repository; reading it again gives the same
 * @param ref what follows {@code @}, for example {@code refs/heads/main}; empty if nothing does
 */
public record GitSource(String repository, String ref) {
    /** In characters; longer ones are attacks, and none is cut, as two could then be equal. */
    static final int LONGEST = 2_048;

    private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git", "file");
    private static final Pattern URI =
            Pattern.compile(
                    "(?i:git\\+)?([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)(/[^?#]*)?(\\?.*|#.*)?");
    private static final Pattern AUTHORITY =
            Pattern.compile("([a-z0-9._~-]+|\\[[0-9a-f:.]+])(?::(\\d{0,5}))?");
    private static final Pattern REF = Pattern.compile("refs/.+|[^/]+");
    private static final Pattern DOTS = Pattern.compile("(?i).*/(\\.|%2e){1,2}(/.*)?");
    private static final Pattern GIT_SCHEME = Pattern.compile("(?i)git(\\+[a-z]+)?://");
    private static final Pattern GIT_PATH = Pattern.compile("\\.git/*+(@|$)");

    /** What came of reading a URI. */
    public sealed interface Parsed {
        /** It names a repository. */
        record Good(GitSource source) implements Parsed {}

        /**
         * It names none that could be told from every other.
         *
         * @param why what was seen and what to write
         */
        record Bad(String why) implements Parsed {}
    }

    /** Reads any text. */
    public static Parsed parse(String uri) {
        String text = uri.strip();
        if (text.isEmpty()) {
            return new Parsed.Bad("no repository is named");
        }
        if (text.length() > LONGEST) {
            return bad(text, "%d characters, more than %d".formatted(text.length(), LONGEST));
        }
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\')) {
            return bad(text, "a character that no URI has; escape it with %");
        }
        Matcher parts = URI.matcher(text);
        if (!parts.matches()) {
            return bad(text, "no URI; write for example https://git.example/shop");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            return bad(text, "a scheme that is not read; write https, http, ssh, git or file");
        }
        String tail = parts.group(4) == null ? "" : parts.group(4);
        if (tail.startsWith("?")) {
            return bad(text, "a query, which may choose the repository; name it by its path alone");
        }
        Optional<String> authority = authority(scheme, parts.group(2));
        if (authority.isEmpty()) {
            return bad(text, "no host that can be read");
        }
        return path(text, scheme + "://" + authority.get(), parts.group(3), tail);
    }

    private static Parsed path(String uri, String start, String written, String fragment) {
        String path = written == null ? "" : written;
        String ref = "";
        int at = inSegment(path);
        if (at > 0) {
            ref = path.substring(at + 1);
            path = path.substring(0, at);
            if (!REF.matcher(ref).matches()) {
                return bad(
                        uri, "an @ that may be a name's or a ref's; write %40, or @refs/heads/…");
            }
            ref += fragment;
        }
        path = path.replaceFirst("/+$", "");
        if (path.endsWith(".git") && !path.endsWith("/.git")) {
            path = path.substring(0, path.length() - ".git".length());
        }
        if (path.isEmpty()) {
            return bad(uri, "no path, so it is a host and no repository");
        }
        if (DOTS.matcher(path).matches()) {
            return bad(uri, "a dot segment; write the path that it leads to");
        }
        return path.endsWith(".git") || path.endsWith("/")
                ? bad(uri, "a path that ends in .git twice or in .git alone")
                : new Parsed.Good(new GitSource(start + path, ref));
    }

    /** Where the first {@code @} stands that is not at the start of a segment; 0: nowhere. */
    private static int inSegment(String path) {
        for (int at = path.indexOf('@'); at >= 0; at = path.indexOf('@', at + 1)) {
            if (path.charAt(at - 1) != '/') {
                return at;
            }
        }
        return 0;
    }

    private static Optional<String> authority(String scheme, String written) {
        if (scheme.equals("file")) {
            boolean here = written.isEmpty() || written.equalsIgnoreCase("localhost");
            return here ? Optional.of("") : Optional.empty();
        }
        int at = written.lastIndexOf('@');
        String user = written.substring(0, Math.max(at, 0)).split(":", 2)[0];
        Matcher parts = AUTHORITY.matcher(written.substring(at + 1).toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        String port = parts.group(2) == null ? "" : parts.group(2);
        boolean own = port.isEmpty() || Integer.parseInt(port) == port(scheme);
        return Optional.of(
                (scheme.equals("ssh") && !user.isEmpty() ? user + "@" : "")
                        + parts.group(1)
                        + (own ? "" : ":" + Integer.parseInt(port)));
    }

    private static int port(String scheme) {
        return switch (scheme) {
            case "https" -> 443;
            case "http" -> 80;
            case "ssh" -> 22;
            default -> 9418;
        };
    }

    private static Parsed bad(String uri, String what) {
        return new Parsed.Bad("\"%s\" has %s".formatted(Shown.text(uri), what));
    }

    /**
     * Whether a URI says of itself that it is git's, in time that grows with its length alone.
     * Query and fragment say nothing about that.
     */
    static boolean looksLikeGit(String uri) {
        String text = uri.strip();
        return GIT_SCHEME.matcher(text).lookingAt()
                || GIT_PATH.matcher(text.split("[?#]", 2)[0]).find();
    }
}
