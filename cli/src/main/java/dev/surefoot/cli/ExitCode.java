package dev.surefoot.cli;

/** What a command's exit code says; the same for every command. */
final class ExitCode {
    static final int YES = 0;

    /** Surefoot itself could not: unreachable, disk, a bug. */
    static final int COULD_NOT = 1;

    /** Usage, unreadable input, not authorized. */
    static final int UNREADABLE = 2;

    /** Rolled back, refused, failed, superseded, demo unexpected. */
    static final int NO = 3;

    /** Held, inconclusive, evidence time-out. */
    static final int UNDECIDED = 4;

    private ExitCode() {}
}
