package dev.surefoot.server.environment;

import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.gate.Change;
import dev.surefoot.server.json.YamlFile;
import dev.surefoot.server.ledger.LedgerEntry;
import dev.surefoot.server.ledger.LedgerStore;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A desk and its stores on a real database, and an admission that remembers what it was asked. */
final class Desk implements AutoCloseable {
    static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");

    final LedgerStore ledger = new LedgerStore();
    final List<Change> asked = new ArrayList<>();
    final TestDatabase database = TestDatabase.create();
    final PolicyStore policies = new PolicyStore(database.database(), ledger, Texts.BUILT_IN);
    final ServiceStore services = new ServiceStore(database.database(), ledger);
    Optional<String> refusal = Optional.empty();
    private final DefinitionDesk desk =
            new DefinitionDesk(
                    policies,
                    services,
                    Texts.BUILT_IN,
                    change -> {
                        asked.add(change);
                        return refusal;
                    });

    ApplyResult policy(String text) {
        return policy(text, Map.of());
    }

    ApplyResult policy(String text, Map<String, String> files) {
        return desk.applyPolicy(new YamlFile("policy.yaml", text), files, "ada", AT);
    }

    ApplyResult service(String text, Map<String, byte[]> configs) {
        return desk.applyService(new YamlFile("surefoot.yaml", text), configs, "ada", AT);
    }

    /** Every ledger entry's text, oldest first. */
    List<String> entries() {
        return database
                .database()
                .jdbi()
                .withHandle(handle -> ledger.after(handle, 0, 100))
                .stream()
                .map(LedgerEntry::bytes)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    /** The same database as a server sees it that has just started. */
    ServiceStore reopened() {
        return new ServiceStore(database.database(), ledger);
    }

    /** The same of the policies. */
    PolicyStore reopenedPolicies() {
        return new PolicyStore(database.database(), ledger, Texts.BUILT_IN);
    }

    @Override
    public void close() {
        database.close();
    }
}
