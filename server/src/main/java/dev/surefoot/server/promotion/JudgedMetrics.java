package dev.surefoot.server.promotion;

import dev.surefoot.judge.Plan;
import dev.surefoot.server.environment.ServiceStore;

/** Tells people what is judged in a promotion. Safe for use by many threads. */
public final class JudgedMetrics {
    private final ServiceStore services;

    public JudgedMetrics(ServiceStore services) {
        this.services = services;
    }

    /** "errors, and latency at 100ms, 300ms; …", or why latency is not judged. */
    public String words(Promotion promotion, Plan plan) {
        Promotion.Subject subject = promotion.subject();
        if (subject.first() || !promotion.plan().compares()) {
            return "nothing is compared: only rails are watched";
        }
        return LatencyPlans.words(
                plan,
                services.service(subject.service(), subject.serviceVersion())
                        .flatMap(service -> service.environment(subject.environment())));
    }
}
