package dev.surefoot.server.claim;

import static dev.surefoot.server.gate.FactName.Type.BOOLEAN;
import static dev.surefoot.server.gate.FactName.Type.TEXT;

import dev.surefoot.evidence.Claim;
import dev.surefoot.evidence.Trust;
import dev.surefoot.server.environment.PolicyTrust;
import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.Fact.PassedOver;
import dev.surefoot.server.gate.FactName;
import dev.surefoot.server.gate.FactSource;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.server.gate.Need;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who built an artifact, from which source, and whether the policy lets them. Safe for use by many
 * threads.
 *
 * <p>Several builders may have built the same bytes: all of their provenance counts, so one that is
 * not allowed makes the fact false, and a text that differs between them is not known.
 */
public final class ProvenanceFacts implements FactSource {
    static final String KIND = "build.provenance";
    private static final String VERIFIED = "provenance.verified";
    private static final Map<String, String> LABELS =
            Map.of(
                    "provenance.builder", "builder",
                    "provenance.repository", "repository",
                    "provenance.ref", "ref",
                    "provenance.commit", "commit");
    private static final Map<String, Allowed> ALLOWED =
            Map.of(
                    "provenance.builder_allowed", PolicyTrust::builderObjection,
                    "provenance.repository_allowed", PolicyTrust::repositoryObjection,
                    "provenance.ref_allowed", PolicyTrust::refObjection);

    private final BelievedClaims claims;

    public ProvenanceFacts(BelievedClaims claims) {
        this.claims = claims;
    }

    /** Why a policy does not allow what provenance says, for a service; empty if it does. */
    private interface Allowed {
        Optional<String> objection(PolicyTrust trust, Claim provenance, String service);
    }

    @Override
    public List<FactName> supplies() {
        List<FactName> all = new ArrayList<>();
        all.add(
                new FactName(
                        VERIFIED, BOOLEAN, "a key that the policy names signed the provenance"));
        LABELS.forEach((name, label) -> all.add(new FactName(name, TEXT, "as provenance says")));
        ALLOWED.keySet()
                .forEach(
                        name ->
                                all.add(
                                        new FactName(
                                                name, BOOLEAN, "as the policy's builders say")));
        return List.copyOf(all);
    }

    @Override
    public Map<String, Fact> facts(GateSubject subject, List<Need> needs, Instant at) {
        KindClaims found =
                KindClaims.of(claims.of(subject), new KindNeeds(KIND, needs), subject, at);
        PolicyTrust trust = claims.trust();
        Map<String, Fact> all = new HashMap<>();
        all.put(
                VERIFIED,
                found.judged(
                        claim ->
                                claim.trust().atLeast(Trust.SIGNED_VERIFIED)
                                        ? Optional.empty()
                                        : Optional.of("only " + claim.trust())));
        LABELS.forEach((name, label) -> all.put(name, text(found, name, label)));
        ALLOWED.forEach(
                (name, allowed) ->
                        all.put(
                                name,
                                found.judged(
                                        claim ->
                                                allowed.objection(
                                                        trust, claim, subject.service()))));
        return all;
    }

    private static Fact text(KindClaims found, String name, String label) {
        Function<Claim, String> value = claim -> claim.labels().getOrDefault(label, "");
        List<String> values = found.usable().stream().map(value).distinct().toList();
        if (values.size() > 1) {
            List<PassedOver> over =
                    found.usable().stream()
                            .map(c -> new PassedOver(c.id(), "says \"" + value.apply(c) + "\""))
                            .toList();
            return new Fact.Absent(
                    name + " differs between " + values.size() + " builders of the same bytes",
                    over);
        }
        if (!values.isEmpty() && values.getFirst().isEmpty()) {
            return Fact.absent("the provenance says no " + label + " that is unambiguous");
        }
        return found.value(values.isEmpty() ? "" : values.getFirst());
    }
}
