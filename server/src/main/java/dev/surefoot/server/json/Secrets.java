package dev.surefoot.server.json;

import java.util.regex.Pattern;

/** Which values look like secrets, by their key or their form. They are refused, never shown. */
public final class Secrets {
    private static final Pattern KEY =
            Pattern.compile(
                    "(?i).*(password|passwd|passphrase|secret|token|api[-_.]?key|private[-_.]?key"
                            + "|credential)s?");
    private static final Pattern OPTION =
            Pattern.compile("(?s)-{1,2}([A-Za-z0-9_.-]+)[=:](.+)|-D([A-Za-z0-9_.-]+)=(.+)");
    private static final Pattern USER_IN_URL =
            Pattern.compile("(?s).*[A-Za-z][A-Za-z0-9+.-]*://[^/\\s:@]*:[^/\\s@]+@.*");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:[A-Za-z_][A-Za-z0-9_]*}");
    private static final Pattern REFERENCED_IN_URL =
            Pattern.compile("(?s).*://[^/\\s:@]*:\\$\\{env:[A-Za-z_][A-Za-z0-9_]*}@.*");

    private Secrets() {}

    /** Does a key of this name hold a secret? */
    public static boolean key(String name) {
        return KEY.matcher(name).matches();
    }

    /** Is a value under {@code key} a secret written out, and not {@code ${env:NAME}}? */
    public static boolean literal(String key, String value) {
        if (value.isEmpty() || REFERENCE.matcher(value).matches()) {
            return false;
        }
        return key(key) || url(value) || option(value);
    }

    /** Is this the name of an option whose value follows as the next argument? */
    public static boolean optionName(String argument) {
        return argument.startsWith("-")
                && !argument.contains("=")
                && key(argument.replaceFirst("^-+", ""));
    }

    private static boolean url(String value) {
        return USER_IN_URL.matcher(value).matches() && !REFERENCED_IN_URL.matcher(value).matches();
    }

    private static boolean option(String value) {
        var option = OPTION.matcher(value);
        if (!option.matches()) {
            return false;
        }
        String name = option.group(1) != null ? option.group(1) : option.group(3);
        String given = option.group(2) != null ? option.group(2) : option.group(4);
        return key(name) && !REFERENCE.matcher(given).matches();
    }
}
