package dev.surefoot.bench;

import java.lang.management.ManagementFactory;

/**
 * Where it was measured: figures mean nothing without.
 *
 * @param load the one-minute load average when asked; negative where the system does not say
 */
public record Machine(int processors, String os, String java, double load) {
    /** This machine now. */
    public static Machine now() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** For people. */
    public String line() {
        return processors
                + (processors == 1 ? " processor, " : " processors, ")
                + os
                + ", Java "
                + java
                + ", load "
                + Numbers.brief(load)
                + " at the start";
    }
}
