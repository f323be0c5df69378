package dev.surefoot.evidence;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A git repository as URIs name it, in one form: without {@code git+}, {@code .git}, a trailing
 * slash, fragment and credentials, scheme and host in lower case. A query stays: it can name
 * another repository. Immutable.
 *
 * @param repository the repository
 * @param ref what follows {@code @}, for example {@code refs/heads/main}; empty if nothing does
 */
public record GitSource(String repository, String ref) {
    private static final Pattern URI =
            Pattern.compile(
                    "(?:git\\+)?([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)(/[^?#]*)?([?][^#]*)?(?:#.*)?");

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
                        + host(parts.group(2))
                        + path
                        + (parts.group(4) == null ? "" : parts.group(4)),
                ref);
    }

    private static String host(String authority) {
        return authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    static boolean isUri(String text) {
        return URI.matcher(text).matches();
    }

    static boolean looksLikeGit(String uri) {
        return uri.startsWith("git+")
                || uri.startsWith("git://")
                || (URI.matcher(uri).matches() && uri.split("[@?#]", 2)[0].endsWith(".git"));
    }
}
