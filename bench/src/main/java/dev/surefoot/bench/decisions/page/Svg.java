package dev.surefoot.bench.decisions.page;

import java.util.List;
import java.util.Locale;

/** Plain pictures on a logarithmic scale, for light and dark screens, without foreign parts. */
final class Svg {
    private static final int WIDTH = 960;
    private static final int LEFT = 360;
    private static final int RIGHT = 190;
    private static final int ROW = 24;
    private static final int TOP = 52;

    private Svg() {}

    /**
     * One bar or point.
     *
     * @param ours whether it is drawn as ours
     * @param note what stands behind it
     */
    record Bar(String name, double value, boolean ours, String note) {}

    /** One point of a cloud, both coordinates positive. */
    record Point(double x, double y, boolean ours, String name) {}

    /** Bars from the left; a dashed line at {@code mark} if that is positive. */
    static String bars(String title, String unit, double mark, List<Bar> bars) {
        double least = Math.max(1, bars.stream().mapToDouble(Bar::value).min().orElse(1));
        double low = Math.pow(10, Math.floor(Math.log10(mark > 0 ? Math.min(mark, least) : least)));
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(10);
        double high = Math.max(low * 10, Math.pow(10, Math.ceil(Math.log10(Math.max(1, most)))));
        int height = TOP + ROW * bars.size() + 36;
        Scale scale = new Scale(low, high, LEFT, WIDTH - RIGHT);
        StringBuilder svg = head(title, height);
        for (double tick = low; tick <= high * 1.001; tick *= 10) {
            double x = scale.at(tick);
            svg.append(new Line("line", x, TOP - 8, x, height - 30));
            svg.append(new Label("quiet", x, height - 12, "middle", Markdown.number(tick)));
        }
        svg.append(new Label("quiet", 16, height - 12, "start", unit));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = TOP + ROW * i;
            double end = scale.at(Math.max(low, bar.value()));
            svg.append(new Label("", LEFT - 8, y + 13, "end", bar.name()));
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<rect class=\"%s\" x=\"%d\" y=\"%.0f\" width=\"%.1f\" height=\"16\"/>%n",
                            bar.ours() ? "ours" : "peer",
                            LEFT,
                            y,
                            Math.max(1, end - LEFT)));
            svg.append(new Label("", end + 6, y + 13, "start", bar.note()));
        }
        if (mark > 0) {
            svg.append(new Line("mark", scale.at(mark), TOP - 8, scale.at(mark), height - 30));
        }
        return svg.append("</svg>\n").toString();
    }

    /** Points on two logarithmic scales; {@code axes} names both. */
    static String cloud(String title, String axes, List<Point> points) {
        int height = 460;
        Scale x = Scale.over(points.stream().mapToDouble(Point::x).toArray(), 70, WIDTH - 160);
        Scale y = Scale.over(points.stream().mapToDouble(Point::y).toArray(), height - 50, TOP);
        StringBuilder svg = head(title, height);
        for (double tick = x.low(); tick <= x.high() * 1.001; tick *= 10) {
            svg.append(new Line("line", x.at(tick), TOP, x.at(tick), height - 50));
            svg.append(
                    new Label("quiet", x.at(tick), height - 32, "middle", Markdown.number(tick)));
        }
        for (double tick = y.low(); tick <= y.high() * 1.001; tick *= 10) {
            svg.append(new Line("line", 70, y.at(tick), WIDTH - 160, y.at(tick)));
            svg.append(new Label("quiet", 64, y.at(tick) + 4, "end", Markdown.percent(tick)));
        }
        svg.append(new Label("quiet", 16, height - 10, "start", axes));
        for (Point point : points) {
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%d\">"
                                    + "<title>%s</title></circle>%n",
                            point.ours() ? "ours" : "peer",
                            x.at(point.x()),
                            y.at(point.y()),
                            point.ours() ? 6 : 4,
                            escaped(point.name())));
        }
        return svg.append("</svg>\n").toString();
    }

    private record Scale(double low, double high, double from, double to) {
        static Scale over(double[] values, double from, double to) {
            double least = 1;
            double most = 0;
            for (int i = 0; i < values.length; i++) {
                least = i == 0 ? values[i] : Math.min(least, values[i]);
                most = Math.max(most, values[i]);
            }
            double low = Math.pow(10, Math.floor(Math.log10(least)));
            double high = Math.pow(10, Math.ceil(Math.log10(Math.max(most, least))));
            return new Scale(low, Math.max(high, low * 10), from, to);
        }

        double at(double value) {
            return from + (to - from) * Math.log10(value / low) / Math.log10(high / low);
        }
    }

    private static StringBuilder head(String title, int height) {
        String words = escaped(title);
        return new StringBuilder(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img">
                <title>%s</title>
                <style>
                text { font: 13px system-ui, sans-serif; fill: #1f2328; }
                .title { font-weight: 600; font-size: 15px; }
                .quiet { fill: #59636e; }
                .back { fill: #ffffff; }
                .line { stroke: #d1d9e0; }
                .ours { fill: #1a7f37; }
                .peer { fill: #6e7781; }
                .mark { stroke: #bc4c00; stroke-dasharray: 4 3; }
                @media (prefers-color-scheme: dark) {
                text { fill: #f0f6fc; }
                .quiet { fill: #9198a1; }
                .back { fill: #0d1117; }
                .line { stroke: #3d444d; }
                .ours { fill: #3fb950; }
                .peer { fill: #8b949e; }
                .mark { stroke: #f0883e; }
                }
                </style>
                <rect class="back" width="%d" height="%d"/>
                <text class="title" x="16" y="26">%s</text>
                """
                        .formatted(WIDTH, height, words, WIDTH, height, words));
    }

    private record Line(String kind, double x1, double y1, double x2, double y2) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                    kind,
                    x1,
                    y1,
                    x2,
                    y2);
        }
    }

    private record Label(String kind, double x, double y, String anchor, String words) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                    kind,
                    x,
                    y,
                    anchor,
                    escaped(words));
        }
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
