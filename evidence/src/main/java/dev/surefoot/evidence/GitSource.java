package dev.surefoot.evidence;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A git repository as URIs name it, in one form: without {@code git+}, {@code .git}, a trailing
 * slash, query and fragment, its host in lower case. Immutable.
 *
 * @param repository the repository
 * @param ref what follows {@code @}, for example {@code refs/heads/main}; empty if nothing does
 */
public record GitSource(String repository, String ref) {
    private static final Pattern URI =
            Pattern.compile("(?:git\\+)?([A-Za-z][A-Za-z0-9+.-]*)://([^/]*)(/[^?#]*)?.*");

    /** Reads any URI; what is none comes out as it is. */
    public static GitSource of(String uri) {
        Matcher parts = URI.matcher(uri.strip());
        if (!parts.matches()) {
            return new GitSource(uri.strip(), "");
        }
        String path = parts.group(3) == null ? "" : parts.group(3);
        String ref = "";
        int at = path.indexOf('@');
        if (at >= 0) {
            ref = path.substring(at + 1);
            path = path.substring(0, at);
        }
        path = path.replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        return new GitSource(
                parts.group(1).toLowerCase(Locale.ROOT)
                        + "://"
                        + parts.group(2).toLowerCase(Locale.ROOT)
                        + path,
                ref);
    }

    static boolean looksLikeGit(String uri) {
        return uri.startsWith("git+")
                || uri.startsWith("git://")
                || (URI.matcher(uri).matches() && uri.split("[@?#]", 2)[0].endsWith(".git"));
    }
}
