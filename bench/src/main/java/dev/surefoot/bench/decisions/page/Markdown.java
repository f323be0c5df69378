package dev.surefoot.bench.decisions.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A page that grows from top to bottom. Not safe for several threads. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    /** A table's rows, headings first. */
    static final class Rows {
        private final List<List<String>> rows = new ArrayList<>();

        Rows(List<String> headings) {
            rows.add(List.copyOf(headings));
        }

        void add(List<String> cells) {
            if (cells.size() != rows.getFirst().size()) {
                throw new IllegalArgumentException(
                        cells.size() + " cells, " + rows.getFirst().size() + " headings");
            }
            rows.add(List.copyOf(cells));
        }

        boolean isEmpty() {
            return rows.size() == 1;
        }
    }

    Markdown heading(int level, String words) {
        text.append("#".repeat(level)).append(' ').append(words).append("\n\n");
        return this;
    }

    Markdown paragraph(String words) {
        text.append(words).append("\n\n");
        return this;
    }

    Markdown items(List<String> items) {
        items.forEach(item -> text.append("- ").append(item).append('\n'));
        text.append('\n');
        return this;
    }

    Markdown picture(String file, String says) {
        return paragraph("![" + says + "](" + file + ")");
    }

    Markdown table(Rows table) {
        for (int i = 0; i < table.rows.size(); i++) {
            text.append("| ").append(String.join(" | ", table.rows.get(i))).append(" |\n");
            if (i == 0) {
                text.append("|---".repeat(table.rows.getFirst().size())).append("|\n");
            }
        }
        text.append('\n');
        return this;
    }

    /** Whole, with separators from a thousand on; small ones with one decimal. */
    static String number(double value) {
        return Math.abs(value) < 100 && value != Math.rint(value)
                ? String.format(Locale.ROOT, "%.1f", value)
                : String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    /** A share in percent. */
    static String percent(double share) {
        double percent = share < 1e-9 ? 0 : 100 * share;
        return percent == 0 || percent >= 10
                ? String.format(Locale.ROOT, "%.0f %%", percent)
                : String.format(Locale.ROOT, percent < .1 ? "%.2f %%" : "%.1f %%", percent);
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}
