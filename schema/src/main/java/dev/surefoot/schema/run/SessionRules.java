package dev.surefoot.schema.run;

import dev.surefoot.schema.run.target.Blocker;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Is the old version gone, as far as sessions tell? Pure. */
final class SessionRules {
    private static final Pattern VERSIONED = Pattern.compile(".+@[0-9a-f]{12}");

    private SessionRules() {}

    /** Why a contract must not start; empty if nothing is against it. */
    static Optional<Outcome> against(List<Blocker> clients, Gone gone) {
        List<Blocker> old =
                clients.stream()
                        .filter(
                                each ->
                                        versioned(each)
                                                && !gone.stay().contains(each.application()))
                        .toList();
        if (!old.isEmpty()) {
            return Optional.of(
                    new Outcome.Refused(
                            "D06",
                            "%d sessions are of versions that are not to stay (%s); wait until they"
                                            .formatted(old.size(), old.getFirst().shown())
                                    + " are gone, or name theirs with --stay"));
        }
        List<Blocker> unknown =
                clients.stream()
                        .filter(each -> !versioned(each))
                        .filter(
                                each ->
                                        gone.applicationRoles().isEmpty()
                                                || gone.applicationRoles().contains(each.user()))
                        .toList();
        if (!unknown.isEmpty()) {
            return Optional.of(
                    new Outcome.Held(
                            "%d sessions don't say of which version they are, so it is not known"
                                            .formatted(unknown.size())
                                    + " that the old one is gone; end them, let the application"
                                    + " name itself SERVICE@DIGEST, or name its roles with"
                                    + " --app-role",
                            unknown));
        }
        return Optional.empty();
    }

    private static boolean versioned(Blocker session) {
        return VERSIONED.matcher(session.application()).matches();
    }
}
