package dev.surefoot.judge;

import java.time.Duration;

/** Says in one way what is wrong with a plan's setting. */
final class Bounds {
    private Bounds() {}

    static void unless(boolean sound, String setting, Object value, String bound) {
        if (!sound) {
            throw new IllegalArgumentException(setting + " is " + value + ", must be " + bound);
        }
    }

    static void inside(double value, double low, double high, String setting) {
        unless(
                value > low && value < high,
                setting,
                value,
                "greater than " + low + " and less than " + high);
    }

    static void positive(Duration value, String setting) {
        unless(value.isPositive(), setting, value, "longer than zero");
        unless(value.compareTo(Duration.ofDays(3650)) <= 0, setting, value, "at most ten years");
    }
}
