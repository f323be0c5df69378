package dev.surefoot.cli;

import dev.surefoot.judge.Metrics;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How quantities are written on the command line. */
final class Quantities {
    private Quantities() {}

    /** 0.2% or 0.002. */
    static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            boolean percent = text.endsWith("%");
            try {
                BigDecimal number =
                        new BigDecimal(percent ? text.substring(0, text.length() - 1) : text);
                return (percent ? number.movePointLeft(2) : number).doubleValue();
            } catch (NumberFormatException | ArithmeticException e) {
                throw new TypeConversionException(
                        "'" + text + "' is no share: write 0.2% or 0.002");
            }
        }
    }

    /** 90s, 5m, 2h, 1d or 1500ms. */
    static final class Time implements ITypeConverter<Duration> {
        private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

        @Override
        public Duration convert(String text) {
            Matcher parts = TIME.matcher(text);
            if (!parts.matches()) {
                throw new TypeConversionException("'" + text + "' is no time: write 90s, 5m or 2h");
            }
            long number = Long.parseLong(parts.group(1));
            return switch (parts.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        }
    }

    /** 0.3 or 0.3:99%, in seconds. */
    static final class Goal implements ITypeConverter<Metrics.Goal> {
        private static final double USUAL = 0.99;

        @Override
        public Metrics.Goal convert(String text) {
            String[] parts = text.split(":", 2);
            try {
                double seconds = new BigDecimal(parts[0]).doubleValue();
                double share = parts.length == 1 ? USUAL : new Share().convert(parts[1]);
                return new Metrics.Goal(seconds, share);
            } catch (NumberFormatException | ArithmeticException e) {
                throw new TypeConversionException(
                        "'" + text + "' is no boundary: write seconds, as in 0.3 or 0.3:99%");
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
