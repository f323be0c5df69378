package dev.surefoot.server.http;

import dev.surefoot.server.identity.Caller;
import dev.surefoot.server.identity.Grant;
import dev.surefoot.server.identity.Role;

import java.util.List;

/**
 * An error as {@code application/problem+json} (RFC 9457).
 *
 * @param code stable name for programs, for example {@code DIGEST_MISMATCH}
 * @param title the same in a few words
 * @param detail what was seen, what was expected, what to do next
 * @param problems single findings, for example lines of a file; empty if there is but one
 */
public record Problem(int status, String code, String title, String detail, List<String> problems) {
    public Problem {
        problems = List.copyOf(problems);
    }

    /** A problem with one cause. */
    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, List.of());
    }

    /** The caller's input can't be read (400). */
    public static Problem unreadable(String detail) {
        return of(400, "UNREADABLE", "The request can't be read", detail);
    }

    /** There is no such thing (404). */
    public static Problem missing(String what, String name, String nextStep) {
        return of(404, "NOT_FOUND", "No such " + what, "no " + what + " " + name + ": " + nextStep);
    }

    /** The caller is known, and may not do this (403). */
    static Problem forbidden(Caller caller, Role least, String environment) {
        return of(
                403,
                "FORBIDDEN",
                "Not with this token",
                "token "
                        + caller.name()
                        + " has "
                        + caller.words()
                        + "; this needs "
                        + Grant.everywhere(least)
                        + " in "
                        + environment
                        + ": ask an admin for a token with that role"
                        + " (surefoot token create NAME --role ROLE[@ENVIRONMENT])");
    }

    /** The message of the innermost cause, for people. */
    public static String rootMessage(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
