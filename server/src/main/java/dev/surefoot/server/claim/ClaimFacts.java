package dev.surefoot.server.claim;

import static dev.surefoot.server.gate.FactName.Type.DURATION;
import static dev.surefoot.server.gate.FactName.Type.INTEGER;

import dev.surefoot.evidence.ClaimSelection;
import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.FactName;
import dev.surefoot.server.gate.FactSource;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.server.gate.Need;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What claims say about an artifact. Counts are summed over all suites and tools, ages are those of
 * the oldest. Safe for use by many threads.
 *
 * <p>Guarantees: every claim that counts by {@link ClaimSelection} is used; if one of them can't be
 * (an ERROR, too old, too little trust, disputed), or a listed suite has none, then all facts of
 * its kind are absent, since leaving it out could hide a failure.
 */
public final class ClaimFacts implements FactSource {
    private static final String TEST = "test";
    private static final String SCAN = "vuln.scan";

    private static final Map<String, Counted> COUNTS =
            Map.of(
                    "tests.total", new Counted(TEST, "cases", "test cases, skipped ones included"),
                    "tests.failed", new Counted(TEST, "failed", "failed test cases"),
                    "tests.skipped", new Counted(TEST, "skipped", "skipped test cases"),
                    "tests.flaky", new Counted(TEST, "flaky", "cases that passed after a retry"),
                    "vuln.critical_open", new Counted(SCAN, "critical_open", "critical, open"),
                    "vuln.high_open", new Counted(SCAN, "high_open", "high, open"),
                    "vuln.scanned", new Counted(SCAN, "components", "components scanned"));

    private static final FactName TESTS_AGE = age("tests.age", "since the oldest suite ran");
    private static final FactName SCAN_AGE = age("vuln.age", "since the oldest scan");
    private static final FactName DATABASE_AGE =
            age("vuln.database_age", "since the oldest vulnerability database was made");

    private final BelievedClaims claims;

    public ClaimFacts(BelievedClaims claims) {
        this.claims = claims;
    }

    private record Counted(String kind, String count, String meaning) {}

    @Override
    public List<FactName> supplies() {
        List<FactName> all = new ArrayList<>(List.of(TESTS_AGE, SCAN_AGE, DATABASE_AGE));
        COUNTS.forEach((name, counted) -> all.add(new FactName(name, INTEGER, counted.meaning())));
        return List.copyOf(all);
    }

    @Override
    public Map<String, Fact> facts(GateSubject subject, List<Need> needs, Instant at) {
        ClaimSelection.Selected selected = claims.of(subject);
        KindClaims tests = KindClaims.of(selected, new KindNeeds(TEST, needs), subject, at);
        KindClaims scans = KindClaims.of(selected, new KindNeeds(SCAN, needs), subject, at);
        Map<String, Fact> all = new HashMap<>();
        COUNTS.forEach(
                (name, counted) ->
                        all.put(
                                name,
                                (counted.kind().equals(TEST) ? tests : scans)
                                        .sum(counted.count())));
        all.put(TESTS_AGE.name(), tests.age());
        all.put(SCAN_AGE.name(), scans.age());
        all.put(DATABASE_AGE.name(), scans.databaseAge());
        return all;
    }

    private static FactName age(String name, String meaning) {
        return new FactName(name, DURATION, meaning);
    }
}
