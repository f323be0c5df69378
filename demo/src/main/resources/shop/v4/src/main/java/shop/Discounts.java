package shop;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The codes that make a cart cheaper. Each ends with its percentage. */
final class Discounts {
    private static final Set<String> CODES =
            Set.of("WELCOME10", "SPRING15", "FRIENDS20", "SUMMER25", "HELLO5");
    private static final Pattern PERCENT = Pattern.compile("\\d+$");

    private Discounts() {}

    /** What the code takes off, in percent; 0 for a code that nobody issued. */
    static int percent(String typed) {
        Matcher percent = PERCENT.matcher(typed);
        return CODES.contains(typed) && percent.find() ? Integer.parseInt(percent.group()) : 0;
    }
}
