package dev.surefoot.schema.rows;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the conditions on a column mention: its values are likely to be among these.
 *
 * @param texts constants, as they are
 * @param numbers likewise
 */
record Hints(Set<String> texts, Set<BigDecimal> numbers) {
    private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\p{L}\\p{N}_.$])-?\\d{1,18}(?:\\.\\d{1,9})?(?![\\p{L}\\p{N}_])");
    private static final int MOST = 60;

    /** From the conditions that speak of this column. */
    static Hints of(Column column, List<Condition> conditions) {
        Set<String> texts = new LinkedHashSet<>();
        Set<BigDecimal> numbers = new LinkedHashSet<>();
        for (Condition each : conditions) {
            if (!each.columns().contains(column.name())) {
                continue;
            }
            Matcher text = TEXT.matcher(each.sql());
            while (text.find() && texts.size() < MOST) {
                texts.add(text.group(1).replace("''", "'"));
            }
            Matcher number = NUMBER.matcher(each.sql());
            while (number.find() && numbers.size() < MOST) {
                numbers.add(new BigDecimal(number.group()));
            }
        }
        return new Hints(texts, numbers);
    }

    /** Numbers that may be the length of something. */
    List<Integer> lengths() {
        return numbers.stream()
                .filter(n -> n.scale() <= 0 || n.stripTrailingZeros().scale() <= 0)
                .filter(n -> n.signum() > 0 && n.compareTo(BigDecimal.valueOf(1_000)) <= 0)
                .map(BigDecimal::intValue)
                .distinct()
                .toList();
    }
}
