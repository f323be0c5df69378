package dev.surefoot.server.http;

import java.util.Optional;

/**
 * What a route answers.
 *
 * @param body written as JSON; empty for no content
 */
public record Answer(int status, Optional<Object> body) {
    /** 200 with a JSON body. */
    public static Answer ok(Object body) {
        return new Answer(200, Optional.of(body));
    }

    /** 201 with a JSON body. */
    public static Answer created(Object body) {
        return new Answer(201, Optional.of(body));
    }

    /** The problem, with its own status. */
    public static Answer problem(Problem problem) {
        return new Answer(problem.status(), Optional.of(problem));
    }

    /** Whether the body is a {@link Problem}. */
    boolean isProblem() {
        return body.filter(Problem.class::isInstance).isPresent();
    }
}
