package dev.surefoot.server.claim;

import dev.surefoot.evidence.Claim;
import dev.surefoot.evidence.ClaimResult;
import dev.surefoot.evidence.ClaimSelection;
import dev.surefoot.evidence.Digest;
import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.Fact.ClaimUse;
import dev.surefoot.server.gate.Fact.PassedOver;
import dev.surefoot.server.gate.GateSubject;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The claims of one kind as one gate may use them, at one moment. Immutable.
 *
 * @param usable the claims that count; empty if {@code blocked} is not
 * @param blocked why none may be used, each reason once
 */
record KindClaims(
        KindNeeds needs,
        Instant at,
        List<Claim> usable,
        List<PassedOver> passedOver,
        List<String> blocked) {
    /** Evidence.md: without a database date, only a scan this young counts. */
    private static final Duration YOUNG_SCAN = Duration.ofHours(24);

    /** Clocks differ; a time further ahead is none to compute an age from. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final String SUBMIT = "submit %s with 'surefoot evidence submit'";

    static KindClaims of(
            ClaimSelection.Selected selected, KindNeeds needs, GateSubject subject, Instant at) {
        List<Claim> usable = new ArrayList<>();
        List<PassedOver> over = new ArrayList<>();
        List<String> blocked = new ArrayList<>();
        for (ClaimSelection.Superseded old : selected.superseded()) {
            if (old.claim().kind().equals(needs.kind())) {
                over.add(new PassedOver(old.claim().id(), old.explanation()));
            }
        }
        for (ClaimSelection.Conflict conflict : selected.conflicts()) {
            if (conflict.held().kind().equals(needs.kind())) {
                over.add(new PassedOver(conflict.held().id(), conflict.explanation()));
                over.add(new PassedOver(conflict.against().id(), conflict.explanation()));
                blocked.add(conflict.explanation());
            }
        }
        for (ClaimSelection.Apart apart : selected.apart()) {
            if (apart.claim().kind().equals(needs.kind())) {
                over.add(new PassedOver(apart.claim().id(), apart.explanation()));
            }
        }
        List<Claim> counting =
                selected.counting().stream().filter(c -> c.kind().equals(needs.kind())).toList();
        for (Claim claim : counting) {
            Optional<String> why = unusable(claim, needs, at);
            if (why.isPresent()) {
                over.add(new PassedOver(claim.id(), why.get()));
                blocked.add(why.get());
            } else {
                usable.add(claim);
            }
        }
        blocked.addAll(absent(selected, needs, subject));
        return new KindClaims(
                needs,
                at,
                blocked.isEmpty() ? List.copyOf(usable) : List.of(),
                List.copyOf(over),
                blocked.stream().distinct().toList());
    }

    /** The sum of a count over all claims. */
    Fact sum(String count) {
        if (!blocked.isEmpty()) {
            return absent();
        }
        long sum = 0;
        for (Claim claim : usable) {
            Long value = claim.counts().get(count);
            if (value == null) {
                String why = "%s states no count '%s': %s".formatted(named(claim), count, again());
                return new Fact.Absent(why, with(claim, why));
            }
            sum = Math.addExact(sum, value);
        }
        return known(sum, passedOver, this::lapses);
    }

    /** A value that was made of all claims. */
    Fact value(Object value) {
        return blocked.isEmpty() ? known(value, passedOver, this::lapses) : absent();
    }

    /** True if there is no objection to any claim; else false, with the objections. */
    Fact judged(Function<Claim, Optional<String>> objection) {
        List<PassedOver> over = new ArrayList<>(passedOver);
        for (Claim claim : usable) {
            objection.apply(claim).ifPresent(why -> over.add(new PassedOver(claim.id(), why)));
        }
        return blocked.isEmpty()
                ? known(over.size() == passedOver.size(), over, this::lapses)
                : absent();
    }

    /** The age of the oldest claim. */
    Fact age() {
        return blocked.isEmpty()
                ? known(oldest(Claim::claimedAt), passedOver, this::lapses)
                : absent();
    }

    /** The age of the oldest database; where its date is unknown, a young scan's age stands in. */
    Fact databaseAge() {
        if (!blocked.isEmpty()) {
            return absent();
        }
        List<PassedOver> over = new ArrayList<>(passedOver);
        for (Claim claim : usable) {
            Optional<Instant> database = claim.tool().databaseAsOf();
            if (database.isPresent()) {
                continue;
            }
            if (age(claim.claimedAt()).compareTo(YOUNG_SCAN) > 0) {
                String why =
                        "%s states no date of its database, and the scan is older than 24 h: %s"
                                        .formatted(named(claim), again())
                                + " and --database-as-of";
                return new Fact.Absent(why, with(claim, why));
            }
            over.add(
                    new PassedOver(
                            claim.id(),
                            "database date unknown: the age of the scan stands in for 24 h"));
        }
        return known(
                oldest(claim -> claim.tool().databaseAsOf().orElse(claim.claimedAt())),
                over,
                this::databaseLapses);
    }

    private static Optional<String> unusable(Claim claim, KindNeeds needs, Instant at) {
        String next = SUBMIT.formatted("a new one");
        if (claim.result() == ClaimResult.ERROR || claim.result() == ClaimResult.NOT_APPLICABLE) {
            return Optional.of(
                    "%s is %s%s, which proves nothing: %s"
                            .formatted(
                                    named(claim),
                                    claim.result(),
                                    claim.reason().map(reason -> " " + reason).orElse(""),
                                    next));
        }
        if (!claim.trust().atLeast(needs.trust(claim))) {
            return Optional.of(
                    "%s is only %s, but %s is demanded: %s of that trust"
                            .formatted(named(claim), claim.trust(), needs.trust(claim), next));
        }
        if (claim.claimedAt().isAfter(at.plus(AHEAD))) {
            return Optional.of(
                    "%s says a time that is ahead of the server's clock: set the clocks right, or %s"
                            .formatted(named(claim), next));
        }
        return needs.maxAge(claim)
                .filter(max -> claim.claimedAt().plus(max).isBefore(at))
                .map(
                        max ->
                                "%s is older than the %s allowed: %s"
                                        .formatted(named(claim), days(max), next));
    }

    /** Why nothing is there at all, or a listed suite is missing. */
    private static List<String> absent(
            ClaimSelection.Selected selected, KindNeeds needs, GateSubject subject) {
        List<String> suites =
                Stream.concat(
                                selected.counting().stream(),
                                selected.conflicts().stream().map(ClaimSelection.Conflict::held))
                        .filter(claim -> claim.kind().equals(needs.kind()))
                        .map(Claim::suite)
                        .toList();
        if (suites.isEmpty() && needs.suites().isEmpty()) {
            String apart =
                    selected.apart().stream()
                            .filter(each -> each.claim().kind().equals(needs.kind()))
                            .map(each -> "; one is " + each.explanation())
                            .findFirst()
                            .orElse("");
            return List.of(
                    "no claim of kind %s about %s: %s%s"
                            .formatted(
                                    needs.kind(),
                                    subject.artifact(),
                                    SUBMIT.formatted("one"),
                                    apart));
        }
        return needs.suites().stream()
                .filter(suite -> !suites.contains(suite))
                .map(
                        suite ->
                                "no claim of kind %s and suite %s about %s: %s"
                                        .formatted(
                                                needs.kind(),
                                                suite,
                                                subject.artifact(),
                                                SUBMIT.formatted("one") + " --suite " + suite))
                .toList();
    }

    private Fact absent() {
        return new Fact.Absent(String.join("; ", blocked), passedOver);
    }

    private Fact known(
            Object value, List<PassedOver> over, Function<Claim, Optional<Instant>> lapses) {
        return new Fact.Known(
                value,
                usable.stream().map(this::use).toList(),
                over,
                usable.stream()
                        .flatMap(claim -> lapses.apply(claim).stream())
                        .min(Instant::compareTo));
    }

    private ClaimUse use(Claim claim) {
        return new ClaimUse(
                claim.id(),
                claim.rawDigests().stream().map(Digest::toString).toList(),
                age(claim.claimedAt()),
                claim.trust().name(),
                claim.via());
    }

    private Optional<Instant> lapses(Claim claim) {
        return needs.maxAge(claim).map(claim.claimedAt()::plus);
    }

    private Optional<Instant> databaseLapses(Claim claim) {
        return claim.tool()
                .databaseAsOf()
                .map(date -> needs.maxAge(claim).map(date::plus))
                .orElseGet(() -> Optional.of(claim.claimedAt().plus(YOUNG_SCAN)));
    }

    private Duration oldest(Function<Claim, Instant> time) {
        return usable.stream()
                .map(claim -> age(time.apply(claim)))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private Duration age(Instant time) {
        Duration age = Duration.between(time, at);
        return age.isNegative() ? Duration.ZERO : age;
    }

    private List<PassedOver> with(Claim claim, String why) {
        return Stream.concat(passedOver.stream(), Stream.of(new PassedOver(claim.id(), why)))
                .toList();
    }

    private static String again() {
        return SUBMIT.formatted("a new one");
    }

    /** Says times, never ages: a reason must not change each second. */
    private static String named(Claim claim) {
        return "the claim %s of kind %s, suite %s, of %s"
                .formatted(
                        claim.id().substring(0, Math.min(8, claim.id().length())),
                        claim.kind(),
                        claim.suite(),
                        claim.claimedAt());
    }

    private static String days(Duration duration) {
        boolean whole =
                duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()));
        return whole
                ? duration.toDays() + " d"
                : duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
