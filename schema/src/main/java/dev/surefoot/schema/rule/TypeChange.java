package dev.surefoot.schema.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What another type of a column means for those who read and write it. */
enum TypeChange {
    /** The same type with as much room or more. */
    NONE,
    /** Characters stay characters and have more room; clients that ask for the type see another. */
    WIDER_TEXT,
    /** The same type with less room: writes that were right are refused. */
    NARROWED,
    /** Another type, length or scale: readers get other values, or the same in another form. */
    VISIBLE;

    private static final Pattern MODIFIER = Pattern.compile("\\((\\d+(?:,-?\\d+)?)\\)");
    private static final Set<String> TEXTS = Set.of("character varying", "text", "character");

    /** Between two types as {@code format_type} writes them. */
    static TypeChange between(String from, String to) {
        String fromBase = base(from);
        String toBase = base(to);
        if (!fromBase.equals(toBase)) {
            return TEXTS.contains(fromBase) && wideText(toBase, to) ? WIDER_TEXT : VISIBLE;
        }
        return inForm(modifier(from), modifier(to), fromBase);
    }

    private static boolean wideText(String base, String type) {
        return base.equals("text")
                || (base.equals("character varying") && modifier(type).isEmpty());
    }

    private static String base(String type) {
        return MODIFIER.matcher(type).replaceAll("").replace("  ", " ").strip();
    }

    private static List<Integer> modifier(String type) {
        Matcher found = MODIFIER.matcher(type);
        List<Integer> all = new ArrayList<>();
        if (found.find()) {
            for (String each : found.group(1).split(",", -1)) {
                all.add(Integer.parseInt(each));
            }
        }
        return all;
    }

    private static TypeChange inForm(List<Integer> from, List<Integer> to, String base) {
        if (!room(from, to, base)) {
            return NARROWED;
        }
        return shown(from, to, base) ? VISIBLE : NONE;
    }

    /** Whether values that stay right look different: padded, or with other decimals. */
    private static boolean shown(List<Integer> from, List<Integer> to, String base) {
        if (from.isEmpty() || to.isEmpty()) {
            return false;
        }
        return (is(base, "character") && !from.equals(to))
                || (is(base, "numeric") && scale(from) != scale(to));
    }

    private static boolean is(String base, String type) {
        return base.replace("[]", "").equals(type);
    }

    private static int scale(List<Integer> modifier) {
        return modifier.size() > 1 ? modifier.get(1) : 0;
    }

    /** Whether every value that fitted still does. */
    private static boolean room(List<Integer> from, List<Integer> to, String base) {
        if (to.isEmpty() || from.equals(to)) {
            return true;
        }
        if (from.isEmpty()) {
            return false;
        }
        if (base.startsWith("bit") && !base.contains("varying")) {
            return false;
        }
        int digits = to.getFirst() - scale(to);
        return scale(to) >= scale(from) && digits >= from.getFirst() - scale(from);
    }
}
