package shop;

import java.util.Locale;
import java.util.Set;

/** The codes that make a cart cheaper. Each ends with its percentage. */
final class Discounts {
    private static final Set<String> CODES =
            Set.of("WELCOME10", "SPRING15", "FRIENDS20", "SUMMER25", "HELLO5");

    private Discounts() {}

    /** What the code takes off, in percent; 0 for a code that nobody issued. */
    static int percent(String typed) {
        String code = typed.strip().toUpperCase(Locale.ROOT);
        return CODES.contains(code) ? Integer.parseInt(code.substring(code.length() - 2)) : 0;
    }
}
