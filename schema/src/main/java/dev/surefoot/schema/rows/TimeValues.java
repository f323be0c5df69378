package dev.surefoot.schema.rows;

import static dev.surefoot.schema.rows.Variant.ROW;

import java.util.ArrayList;
import java.util.List;

/** Dates and times, none of them of today: the same seed makes the same rows tomorrow. */
final class TimeValues {
    private TimeValues() {}

    static List<Variant> of(SqlType.Scalar type, Recipe recipe) {
        List<Variant> all = new ArrayList<>();
        String noise = recipe.noise();
        switch (type.base()) {
            case "date" -> {
                all.add(
                        Variant.each(
                                recipe.unique()
                                        ? "date '2026-01-01' + " + ROW + "::int"
                                        : "date '2026-01-01' - (" + noise + " % 365)::int"));
                hinted(all, recipe, type.name(), "(" + noise + " % 20)::int", "1");
                all.add(Variant.constant("'2100-01-01'"));
            }
            case "time", "timetz" ->
                    all.add(
                            Variant.each(
                                    "(time '00:00' + " + ROW + " * interval '61.000001 seconds')"));
            case "interval" -> {
                all.add(Variant.each(ROW + " * interval '61 seconds'"));
                recipe.hints().texts().forEach(t -> all.add(Variant.constant(Names.literal(t))));
                all.add(Variant.constant("'0'"));
                all.add(Variant.constant("'1 day'"));
            }
            default -> {
                // Microseconds, so that a coarser type shows.
                all.add(
                        Variant.each(
                                "timestamp '2026-01-01' + "
                                        + ROW
                                        + " * interval '61.000001 seconds'"));
                String hours = "(" + noise + " % 20) * interval '1 hour'";
                hinted(all, recipe, type.name(), hours, "interval '1 second'");
                all.add(Variant.constant("'2100-01-01'"));
                all.add(Variant.constant("'2000-01-01'"));
            }
        }
        return all;
    }

    /** On the bounds that the conditions name, a bit above, and a bit below. */
    private static void hinted(
            List<Variant> all, Recipe recipe, String type, String above, String below) {
        for (String text : recipe.hints().texts()) {
            String at = Names.literal(text) + "::" + type;
            if (text.matches("-?\\d{4,6}-\\d\\d-\\d\\d.*")) {
                all.add(Variant.each(at + " + " + above));
                all.add(Variant.constant(at));
                all.add(Variant.constant(at + " - " + below));
            }
        }
    }
}
