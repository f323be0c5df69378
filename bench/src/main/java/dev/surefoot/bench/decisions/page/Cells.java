package dev.surefoot.bench.decisions.page;

import dev.surefoot.bench.decisions.run.Result;
import dev.surefoot.judge.Wilson;

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
        StringBuilder cell = new StringBuilder();
        cell.append(Markdown.number(result.failedMean()))
                .append(" / ")
                .append(Markdown.number(result.failedP99()));
        if (result.overBudget() > 0) {
            cell.append("; ").append(Markdown.percent(result.overBudget())).append(" > 100");
        }
        if (result.missed() > 0) {
            cell.append(" (").append(share(result.missed(), result.n())).append(" stayed)");
        }
        if (result.early() > 0) {
            cell.append(" (").append(share(result.early(), result.n())).append(" early)");
        }
        return cell.toString();
    }

    /** Share of releases that cost more than the budget, with its interval. */
    static String over(Result result) {
        Wilson wilson = Wilson.of(Math.round(result.overBudget() * result.n()), result.n());
        String cell =
                Markdown.percent(result.overBudget())
                        + " ("
                        + Markdown.percent(wilson.low())
                        + "–"
                        + Markdown.percent(wilson.high())
                        + ")";
        return wilson.low() > .01 ? "**" + cell + "**" : cell;
    }

    /** Times of a good version. */
    static String times(Result result) {
        String late = result.fullP95Ms().map(p95 -> " (" + seconds(p95) + ")").orElse("");
        String part =
                result.fullReached() == 0 || result.fullReached() == result.n()
                        ? ""
                        : " by " + share(result.fullReached(), result.n());
        return seconds(result.halfMs())
                + ", "
                + seconds(result.fullMs())
                + late
                + part
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
