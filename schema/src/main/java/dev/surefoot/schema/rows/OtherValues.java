package dev.surefoot.schema.rows;

import static dev.surefoot.schema.rows.Variant.ROW;

import java.util.ArrayList;
import java.util.List;

/** Everything that is neither number, text nor time; of unknown types, what they may understand. */
final class OtherValues {
    private static final List<String> GUESSES =
            List.of("0", "1", "a", "", "{}", "[1,2,3]", "(0,0)", "POINT(0 0)", "2026-01-01");

    private OtherValues() {}

    static List<Variant> of(SqlType.Scalar type, Recipe recipe) {
        return switch (type.base()) {
            case "bool" ->
                    List.of(
                            Variant.each(recipe.noise() + " % 2 = 0"),
                            Variant.constant("true"),
                            Variant.constant("false"));
            case "bytea" -> bytes(recipe);
            case "uuid" -> List.of(Variant.each(recipe.digest()));
            case "json", "jsonb" -> json(recipe);
            case "bit", "varbit" -> {
                int bits = type.length() < 0 ? 32 : Math.min(64, type.length());
                yield List.of(
                        Variant.each(ROW + "::bit(" + bits + ")"),
                        Variant.constant("repeat('0', " + Math.max(1, type.length()) + ")"));
            }
            default -> {
                List<Variant> all = new ArrayList<>();
                String known = known(type.base());
                if (!known.isEmpty()) {
                    all.add(Variant.each(known));
                }
                recipe.hints().texts().forEach(t -> all.add(Variant.constant(Names.literal(t))));
                all.add(Variant.each(ROW + "::text"));
                GUESSES.forEach(each -> all.add(Variant.constant(Names.literal(each))));
                yield all;
            }
        };
    }

    private static String known(String base) {
        return switch (base) {
            case "inet", "cidr" -> "inet '10.0.0.0' + (" + ROW + " % 16777216)";
            case "macaddr" -> "lpad(to_hex(" + ROW + "), 12, '0')";
            case "macaddr8" -> "lpad(to_hex(" + ROW + "), 16, '0')";
            case "xml" -> "'<a>' || " + ROW + " || '</a>'";
            case "tsvector" -> "to_tsvector('simple', 'word' || " + ROW + ")";
            case "tsquery" -> "to_tsquery('simple', 'word' || " + ROW + ")";
            case "pg_lsn" -> "'0/' || to_hex(" + ROW + ")";
            case "point" -> "point(" + ROW + ", " + ROW + ")";
            case "box" -> box();
            case "polygon" -> "polygon(" + box() + ")";
            case "circle" -> "circle(point(" + ROW + ", 0), 1)";
            case "line" -> "line(point(0, 0), point(1, " + ROW + "))";
            case "lseg" -> "lseg(point(0, 0), point(1, " + ROW + "))";
            case "path" -> "'((0,0),(1,' || " + ROW + " || '))'";
            case "ltree" -> "'top.n' || " + ROW;
            case "hstore" -> "'n=>' || " + ROW;
            case "regclass" -> "'pg_class'";
            case "regtype" -> "'int4'";
            default -> "";
        };
    }

    private static String box() {
        return "box(point(0, 0), point(1, " + ROW + "))";
    }

    private static List<Variant> bytes(Recipe recipe) {
        List<Variant> all = new ArrayList<>();
        all.add(Variant.each("decode(" + recipe.digest() + ", 'hex')"));
        for (int wanted : recipe.hints().lengths()) {
            all.add(
                    Variant.each(
                            "decode(right(lpad(to_hex(%s), %d, '0'), %d), 'hex')"
                                    .formatted(ROW, 2 * wanted, 2 * wanted)));
        }
        all.add(Variant.each("sha256(convert_to(" + recipe.digest() + ", 'UTF8'))"));
        all.add(Variant.constant("''"));
        return all;
    }

    private static List<Variant> json(Recipe recipe) {
        List<Variant> all = new ArrayList<>();
        all.add(Variant.each("jsonb_build_object('id', " + ROW + ", 'name', 'n' || " + ROW + ")"));
        all.add(Variant.constant("'{}'"));
        all.add(Variant.each("jsonb_build_array(" + ROW + ")"));
        all.add(Variant.constant("'[]'"));
        for (String text : recipe.hints().texts()) {
            String key = Names.literal(text);
            all.add(Variant.each("jsonb_build_object(" + key + ", " + ROW + ")"));
            all.add(Variant.each("jsonb_build_object(" + key + ", 'n' || " + ROW + ")"));
            all.add(Variant.each("jsonb_build_object(" + key + ", '{}'::jsonb)"));
            all.add(Variant.each("jsonb_build_object(" + key + ", '[]'::jsonb)"));
            all.add(Variant.each("to_jsonb(" + key + "::text)"));
        }
        List.of("\"a\"", "1", "true", "null")
                .forEach(each -> all.add(Variant.constant(Names.literal(each))));
        return all;
    }
}
