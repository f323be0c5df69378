package dev.surefoot.cli.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where in a line each value stands, in whatever order the header names them.
 *
 * @param time index of {@code time}, likewise the others
 * @param buckets the {@code le_<seconds>} columns, rising by bound; {@code le_+Inf} may be last
 * @param names all names, by index
 */
record Columns(
        int time,
        int arm,
        int instance,
        int requests,
        int errors,
        List<Bucket> buckets,
        List<String> names) {
    private static final String PREFIX = "le_";
    private static final String EXPECTED =
            "expected are time,arm,instance,requests,errors and any number of le_<seconds>";

    /**
     * One bucket.
     *
     * @param bound in seconds; infinite for {@code le_+Inf}
     */
    record Bucket(double bound, int index) {}

    static Columns of(List<String> header) {
        List<String> names = header.stream().map(String::strip).toList();
        Columns columns =
                new Columns(
                        index(names, "time"),
                        index(names, "arm"),
                        index(names, "instance"),
                        index(names, "requests"),
                        index(names, "errors"),
                        buckets(names),
                        names);
        for (int i = 0; i < names.size(); i++) {
            if (names.indexOf(names.get(i)) != i) {
                throw new UnreadableStream(1, "column " + names.get(i) + " is named twice");
            }
        }
        return columns;
    }

    private static int index(List<String> names, String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new UnreadableStream(
                    1,
                    "no column "
                            + name
                            + " in '"
                            + UnreadableStream.printable(String.join(",", names))
                            + "': "
                            + EXPECTED);
        }
        return index;
    }

    private static List<Bucket> buckets(List<String> names) {
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.startsWith(PREFIX)) {
                buckets.add(new Bucket(bound(name), i));
            } else if (!List.of("time", "arm", "instance", "requests", "errors").contains(name)) {
                throw new UnreadableStream(1, "column '" + name + "' is not known: " + EXPECTED);
            }
        }
        buckets.sort(Comparator.comparingDouble(Bucket::bound));
        for (int i = 1; i < buckets.size(); i++) {
            if (buckets.get(i).bound() == buckets.get(i - 1).bound()) {
                String name = names.get(buckets.get(i).index());
                throw new UnreadableStream(1, "column " + name + " has the bound of another");
            }
        }
        return List.copyOf(buckets);
    }

    private static double bound(String name) {
        String text = name.substring(PREFIX.length());
        if (text.equals("+Inf") || text.equals("Inf")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double bound = Decimals.read(text).doubleValue();
            if (bound > 0 && Double.isFinite(bound)) {
                return bound;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a bound that is none.
        }
        throw new UnreadableStream(
                1, "column " + name + " must be le_ and a number of seconds above 0, or le_+Inf");
    }

    /** Bounds in seconds, rising, without the infinite one. */
    List<Double> bounds() {
        return buckets.stream().map(Bucket::bound).filter(Double::isFinite).toList();
    }
}
