package dev.surefoot.bench.decisions.page;

import dev.surefoot.bench.decisions.run.Result;

import java.util.Optional;

/** How one result reads in a cell. */
final class Cells {
    private Cells() {}

    /** Canary requests until found; how many were not found, and how many sound ones taken back. */
    static String found(Result result) {
        StringBuilder cell = new StringBuilder();
        cell.append(result.missed() > 0 ? "≥ " : "").append(Markdown.number(result.requestsMean()));
        if (result.missed() > 0) {
            cell.append(" (").append(share(result.missed(), result.n())).append(" missed)");
        }
        if (result.early() > 0) {
            cell.append(" (").append(share(result.early(), result.n())).append(" early)");
        }
        return cell.toString();
    }

    /** Share of sound versions taken back, with its interval. */
    static String falsely(Result result) {
        double share = result.rollbacks() / (double) result.n();
        String cell =
                Markdown.percent(share)
                        + " ("
                        + Markdown.percent(result.wilsonLow())
                        + "–"
                        + Markdown.percent(result.wilsonHigh())
                        + ")";
        return result.wilsonLow() > .01 ? "**" + cell + "**" : cell;
    }

    /** Failed requests, mean and 99th percentile, and what was not taken back. */
    static String harm(Result result) {
        String cell =
                Markdown.number(result.failedMean()) + " / " + Markdown.number(result.failedP99());
        return result.missed() > 0
                ? cell + " (" + share(result.missed(), result.n()) + " stayed)"
                : cell;
    }

    /** Times of a good version. */
    static String times(Result result) {
        String late = result.fullP95Ms().map(p95 -> " (" + seconds(p95) + ")").orElse("");
        return seconds(result.halfMs())
                + ", "
                + seconds(result.fullMs())
                + late
                + "; "
                + share(result.rollbacks(), result.n());
    }

    static String share(long k, long n) {
        return Markdown.percent(k / (double) n);
    }

    private static String seconds(Optional<Double> millis) {
        return millis.map(Cells::seconds).orElse("never");
    }

    private static String seconds(double millis) {
        return Markdown.number(Math.rint(millis / 1_000));
    }
}
