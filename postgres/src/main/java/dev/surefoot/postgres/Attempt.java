package dev.surefoot.postgres;

import java.io.IOException;

/** The outcome of one step on the way to a running server: a value, or the reason to stop there. */
sealed interface Attempt<T> {

    /** The step succeeded. */
    record Ok<T>(T value) implements Attempt<T> {}

    /** The step failed in a way that somebody can mend. */
    record No<T>(Reason reason, String message) implements Attempt<T> {
        PostgresStart.Refused refused() {
            return new PostgresStart.Refused(reason, message);
        }

        /** The same refusal where another type of value was expected. */
        <U> No<U> as() {
            return new No<>(reason, message);
        }
    }

    static <T> Attempt<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Attempt<T> no(Reason reason, String message) {
        return new No<>(reason, message);
    }

    /** Goes on with the value; a refusal is handed through untouched. */
    default <U> Attempt<U> then(Step<? super T, U> step) throws IOException {
        return switch (this) {
            case Ok<T> ok -> step.from(ok.value());
            case No<T> no -> no.as();
        };
    }

    /** A step that may fail for reasons of the file system as well. */
    interface Step<T, U> {
        Attempt<U> from(T value) throws IOException;
    }
}
