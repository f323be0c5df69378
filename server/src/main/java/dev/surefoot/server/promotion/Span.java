package dev.surefoot.server.promotion;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A stretch of time: {@code from} belongs to it, {@code until} does not. */
record Span(Instant from, Instant until) {
    boolean empty() {
        return !from.isBefore(until);
    }

    Duration length() {
        return empty() ? Duration.ZERO : Duration.between(from, until);
    }

    /** What is left without {@code away}, in order of time. */
    List<Span> without(List<Span> away) {
        List<Span> left = List.of(this);
        for (Span one : away) {
            List<Span> next = new ArrayList<>();
            for (Span span : left) {
                next.add(new Span(span.from, earlier(span.until, one.from)));
                next.add(new Span(later(span.from, one.until), span.until));
            }
            left = next.stream().filter(span -> !span.empty()).toList();
        }
        return left;
    }

    /** The end of {@code spans}, which are in order of time: as much as {@code most} together. */
    static List<Span> last(List<Span> spans, Duration most) {
        List<Span> kept = new ArrayList<>();
        Duration left = most;
        for (Span span : spans.reversed()) {
            if (left.isZero()) {
                break;
            }
            Span part = new Span(later(span.from, span.until.minus(left)), span.until);
            kept.addFirst(part);
            left = left.minus(part.length());
        }
        return List.copyOf(kept);
    }

    static Duration sum(List<Span> spans) {
        return spans.stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
