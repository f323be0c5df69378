package dev.surefoot.schema.rows;

import static dev.surefoot.schema.rows.Variant.ROW;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words of many shapes: what a condition asks of a text can only be tried. */
final class TextValues {
    private static final List<String> SHAPES =
            List.of(
                    "a",
                    "",
                    "A",
                    "1",
                    "en",
                    "US",
                    "USD",
                    "true",
                    "2026-01-01",
                    "{}",
                    "[]",
                    "2026-01-01T00:00:00Z",
                    "#00ff00",
                    "+15550000001",
                    "127.0.0.1",
                    "text/plain",
                    "America/New_York",
                    "1.0",
                    "12:00",
                    "en_US",
                    "-",
                    "_",
                    "a_b",
                    "aA1!aaaaaaaa");

    private TextValues() {}

    static List<Variant> of(SqlType.Scalar type, Recipe recipe) {
        if (type.base().equals("char")) {
            return List.of(Variant.each("chr((97 + " + ROW + " % 26)::int)"));
        }
        int length = type.base().equals("name") ? 63 : type.length();
        if (type.base().equals("bpchar") && length < 0) {
            length = 1;
        }
        List<Variant> all = new ArrayList<>();
        String words = each(length, words(recipe) + " || " + ROW);
        String plain = each(length, plain(recipe) + " || " + ROW);
        all.add(Variant.each(recipe.style().plain() ? plain : words));
        for (String text : recipe.hints().texts()) {
            all.add(Variant.constant(Names.literal(text)));
        }
        all.add(Variant.each(recipe.style().plain() ? words : plain));
        letters().forEach(each -> all.add(Variant.each(each)));
        for (int wanted : recipe.hints().lengths()) {
            all.add(padded(ROW + "::text", wanted, "0"));
            all.add(padded("to_hex(" + ROW + ")", wanted, "a"));
            all.add(padded(letter('A'), wanted, "A"));
        }
        String sha = "encode(sha256(convert_to(" + recipe.digest() + ", 'UTF8')), 'hex')";
        all.add(Variant.each(recipe.digest()));
        all.add(Variant.each(sha));
        all.add(Variant.each(recipe.digest() + "::uuid::text"));
        for (String text : recipe.hints().texts()) {
            all.add(Variant.each(Names.literal(text) + " || " + ROW));
            all.add(Variant.each(Names.literal(text.replace("%", "x")) + " || " + letter('a')));
        }
        SHAPES.forEach(each -> all.add(Variant.constant(Names.literal(each))));
        return all;
    }

    /** The end is what differs, so what is too long is cut at its beginning. */
    private static String each(int length, String sql) {
        return length < 0 ? sql : "right(" + sql + ", " + length + ")";
    }

    private static Variant padded(String sql, int length, String with) {
        return Variant.each("right(lpad(%s, %d, '%s'), %d)".formatted(sql, length, with, length));
    }

    /** As people write them, so that a change of case or of spaces shows. */
    private static String words(Recipe recipe) {
        String spaced = (recipe.style().table() + " " + recipe.column()).replace('_', ' ').strip();
        return Names.literal(
                spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1) + " ");
    }

    private static String plain(Recipe recipe) {
        String letters = recipe.style().table().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return Names.literal("a" + letters);
    }

    private static List<String> letters() {
        return List.of(
                ROW + "::text",
                letter('a'),
                letter('A'),
                "'a' || " + ROW,
                "'a-' || " + letter('a'),
                "'user' || " + ROW + " || '@example.org'",
                "'https://example.org/' || " + ROW,
                "'https://example.org/a.png?n=' || " + ROW,
                "'1.0.' || " + ROW,
                "'v1.0.' || " + ROW,
                "'/' || " + ROW,
                "initcap(" + letter('a') + ")",
                "'10.0.0.' || (" + ROW + " % 256)",
                "'{\"a\":' || " + ROW + " || '}'");
    }

    /** A number in letters only. */
    private static String letter(char first) {
        String ten = first == 'a' ? "abcdefghij" : "ABCDEFGHIJ";
        return "translate(" + ROW + "::text, '0123456789', '" + ten + "')";
    }
}
