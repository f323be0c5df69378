package dev.surefoot.demo;

/**
 * The shop could not be built at all: no compiler, sources that do not compile, tests that could
 * not be started. A test that fails is no such failure. The message says what to do next.
 */
public final class BuildFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    BuildFailure(String message) {
        super(message);
    }
}
