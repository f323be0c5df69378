package dev.surefoot.schema.run;

import dev.surefoot.schema.run.target.Blocker;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Is the old version gone, as far as sessions tell? Pure.
 *
 * <p>Which service's versions are asked about is read from the names that may stay; sessions that
 * name a version of another service say nothing of this one's. Without such a name every session
 * that names a version counts.
 */
final class SessionRules {
    private static final Pattern VERSIONED = Pattern.compile(".+@[0-9a-f]{12}");

    private SessionRules() {}

    /** Why a contract must not start; empty if nothing is against it. */
    static Optional<Outcome> against(List<Blocker> clients, Gone gone) {
        List<Blocker> old =
                clients.stream()
                        .filter(each -> versioned(each))
                        .filter(each -> ours(each.application(), gone))
                        .filter(each -> !gone.stay().contains(each.application()))
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

    /** Of the service whose versions may stay; of any where no such name is known. */
    private static boolean ours(String application, Gone gone) {
        List<String> services =
                gone.stay().stream()
                        .filter(name -> VERSIONED.matcher(name).matches())
                        .map(SessionRules::service)
                        .toList();
        return services.isEmpty() || services.contains(service(application));
    }

    /** With its @. */
    private static String service(String versioned) {
        return versioned.substring(0, versioned.lastIndexOf('@') + 1);
    }

    private static boolean versioned(Blocker session) {
        return VERSIONED.matcher(session.application()).matches();
    }
}
