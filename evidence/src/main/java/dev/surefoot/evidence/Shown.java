package dev.surefoot.evidence;

/** Foreign text made safe to show in a message or a label: short, on one line, no control codes. */
final class Shown {
    private static final int LONGEST = 120;

    private Shown() {}

    static String text(String foreign) {
        int end = Math.min(foreign.length(), LONGEST);
        StringBuilder shown = new StringBuilder(end + 1);
        for (int i = 0; i < end; i++) {
            char c = foreign.charAt(i);
            boolean half = Character.isSurrogate(c);
            shown.append(Character.isISOControl(c) || half ? ' ' : c);
        }
        return end < foreign.length() ? shown.append('…').toString() : shown.toString();
    }
}
