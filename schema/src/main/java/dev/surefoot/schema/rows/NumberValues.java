package dev.surefoot.schema.rows;

import static dev.surefoot.schema.rows.Variant.ROW;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Numbers. */
final class NumberValues {
    private NumberValues() {}

    static List<Variant> of(SqlType.Scalar type, Recipe recipe) {
        String counted = counted(type);
        String noise = noise(type, recipe);
        List<Variant> all = new ArrayList<>();
        all.add(Variant.each(recipe.unique() ? counted : noise));
        for (BigDecimal each : numbers(recipe.hints())) {
            all.add(Variant.constant(each.toPlainString()));
            all.add(Variant.constant(each.add(BigDecimal.ONE).toPlainString()));
            all.add(Variant.constant(each.subtract(BigDecimal.ONE).toPlainString()));
            // From a bound upwards, each row another: a partition's range, a smallest number.
            all.add(Variant.each(each.toPlainString() + " + " + ROW));
            all.add(Variant.constant(each.toPlainString() + " / 2.0"));
        }
        all.add(Variant.each(recipe.unique() ? noise : counted));
        all.add(Variant.each("-" + ROW));
        List.of("0", "1", "-1", "2", "0.5", "100").forEach(each -> all.add(Variant.constant(each)));
        return all;
    }

    /** Constants as text may be numbers: the server writes {@code '-5'::integer}. */
    private static List<BigDecimal> numbers(Hints hints) {
        List<BigDecimal> numbers = new ArrayList<>(hints.numbers());
        for (String each : hints.texts()) {
            if (each.matches("-?\\d{1,18}(\\.\\d{1,9})?")) {
                numbers.add(new BigDecimal(each));
            }
        }
        return numbers.stream().distinct().limit(30).toList();
    }

    private static String counted(SqlType.Scalar type) {
        return switch (type.base()) {
            case "int2" -> "1 + (" + ROW + " - 1) % 32767";
            case "numeric" ->
                    type.length() < 0 ? ROW : ROW + " % " + BigDecimal.TEN.pow(whole(type));
            default -> ROW;
        };
    }

    /** With a part behind the point, where there can be one: it is what gets lost. */
    private static String noise(SqlType.Scalar type, Recipe recipe) {
        String small = "1 + " + recipe.noise() + " % 1000";
        return switch (type.base()) {
            case "numeric" -> {
                String most = type.length() < 0 || whole(type) >= 3 ? "1000" : bound(type);
                yield "round((%s %% %s)::numeric + 0.25, %d)"
                        .formatted(recipe.noise(), most, type.scale() < 0 ? 2 : type.scale());
            }
            case "float4", "float8" -> "(" + small + ") + 0.5";
            default -> small;
        };
    }

    private static String bound(SqlType.Scalar type) {
        return whole(type) <= 0 ? "1" : BigDecimal.TEN.pow(whole(type)).toPlainString();
    }

    /** Digits before the point. */
    private static int whole(SqlType.Scalar type) {
        return Math.max(0, type.length() - Math.max(0, type.scale()));
    }
}
