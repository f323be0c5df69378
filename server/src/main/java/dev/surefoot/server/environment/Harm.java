package dev.surefoot.server.environment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a release may cost its users, as the file says it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "in")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Harm.FailedRequests.class, name = "FAILED_REQUESTS"),
    @JsonSubTypes.Type(value = Harm.ErrorBudget.class, name = "ERROR_BUDGET")
})
public sealed interface Harm {
    /** So many requests may fail beyond the running version's share of errors. */
    record FailedRequests(int most) implements Harm {}

    /**
     * This part of what may fail in 30 days.
     *
     * @param part of the error budget, in ten-thousandths
     * @param availability the promise that leaves the error budget; below 100 %
     */
    record ErrorBudget(Share part, Share availability) implements Harm {}
}
