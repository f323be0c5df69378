package dev.surefoot.server.http;

import java.util.Optional;

/**
 * What a route answers.
 *
 * @param body written as JSON; empty for no content
 * @param secret the body is for the caller alone, and is never kept
 * @param etag the version of what is answered, as {@code ETag} has it, without quotes
 */
public record Answer(int status, Optional<Object> body, Optional<String> etag, boolean secret) {
    private Answer(int status, Object body) {
        this(status, Optional.of(body), Optional.empty(), false);
    }

    /** 200 with a JSON body. */
    public static Answer ok(Object body) {
        return new Answer(200, body);
    }

    /** 201 with a JSON body. */
    public static Answer created(Object body) {
        return new Answer(201, body);
    }

    /** The problem, with its own status. */
    public static Answer problem(Problem problem) {
        return new Answer(problem.status(), problem);
    }

    /** The same with its version, which a change may name by {@code If-Match}. */
    public Answer withEtag(String version) {
        return new Answer(status, body, Optional.of(version), secret);
    }

    /** The same, with a body that is never kept. */
    public Answer asSecret() {
        return new Answer(status, body, etag, true);
    }

    /** Whether the body is a {@link Problem}. */
    boolean isProblem() {
        return body.filter(Problem.class::isInstance).isPresent();
    }
}
