package dev.surefoot.server.gate;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.gate.CelCompiler.Compiled;
import dev.surefoot.server.gate.GateDefinition.Mode;
import dev.surefoot.server.time.Ids;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one way to change what runs, or the rules by which things run. Safe for use by many threads.
 *
 * <p>Guarantees: every fact is read before the first gate is evaluated; every verdict is recorded
 * before the answer; the gates {@code artifact-identity} and {@code schema} apply always and
 * enforce; gates that warn or observe never stop anything. Expected outcomes are values; what a
 * source or the database throws goes through, and nothing is admitted then.
 */
public final class Admission {
    /** Definitions come from policies, a few hundred at most; beyond, they are compiled anew. */
    private static final int MAX_CACHED = 2_000;

    private final GateBook book;
    private final FactDesk desk;
    private final VerdictStore store;
    private final CelCompiler compiler;
    private final GateChecker checker;
    private final Map<Digest, Compiled> programs = new ConcurrentHashMap<>();

    /**
     * An admission.
     *
     * @throws IllegalArgumentException if two sources supply one fact
     */
    public Admission(GateBook book, List<FactSource> sources, VerdictStore store) {
        this.book = book;
        this.desk = new FactDesk(sources);
        this.store = store;
        this.compiler = new CelCompiler(desk.declared());
        this.checker = new GateChecker(compiler);
    }

    /** Every fact that gates may name, {@code at} included. */
    public List<FactName> declared() {
        return desk.declared();
    }

    /**
     * Whether {@code change} may go on.
     *
     * @param at the server's clock
     */
    public Admittance admit(Change change, Instant at) {
        return switch (change) {
            case Change.Promote promote -> promote(promote, at.truncatedTo(ChronoUnit.MICROS));
            case Change.ApplyPolicy policy ->
                    rules("the policy", checker.problems(policy.gates(), policy.requires()));
            case Change.ApplyService service ->
                    rules(
                            "the service " + service.service(),
                            checker.undefined(names(book.defined()), service.requires()));
        };
    }

    private static Admittance rules(String what, List<String> problems) {
        return problems.isEmpty()
                ? new Admittance.Admitted(List.of())
                : new Admittance.Refused(
                        what + " is refused:\n" + String.join("\n", problems), List.of());
    }

    private Admittance promote(Change.Promote change, Instant at) {
        List<Ready> ready = gather(change.subject(), at);
        List<VerdictRecord> verdicts = new ArrayList<>();
        for (Ready one : ready) {
            verdicts.add(evaluate(one, change.promotion(), new Moment(change.subject(), at)));
        }
        store.record(change.promotion(), verdicts);
        return decide(verdicts);
    }

    /** A gate with its compiled expression and the facts that it names. */
    private record Ready(
            GateDefinition gate, Compiled compiled, SortedMap<String, RecordedFact> facts) {}

    private record Moment(GateSubject subject, Instant at) {}

    private List<Ready> gather(GateSubject subject, Instant at) {
        FactDesk.Moment facts = desk.at(subject, at);
        List<Ready> ready = new ArrayList<>();
        for (GateDefinition gate : applying(subject)) {
            Compiled compiled = compiled(gate);
            ready.add(
                    new Ready(
                            gate,
                            compiled,
                            switch (compiled) {
                                case Compiled.Ready program ->
                                        facts.facts(program.expression().facts(), gate.needs());
                                case Compiled.Refused refused -> new TreeMap<>();
                            }));
        }
        return ready;
    }

    private List<GateDefinition> applying(GateSubject subject) {
        List<GateDefinition> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Set<String> always = new HashSet<>();
        for (GateDefinition gate : BuiltInGates.always()) {
            all.add(gate);
            seen.add(gate.name());
            always.add(gate.name());
        }
        for (GateDefinition gate : book.applying(subject)) {
            if (seen.add(gate.name())) {
                all.add(gate);
            } else if (!always.contains(gate.name())) {
                throw new IllegalStateException("the gate " + gate.name() + " applies twice");
            }
        }
        return all;
    }

    private Compiled compiled(GateDefinition gate) {
        if (programs.size() > MAX_CACHED) {
            programs.clear();
        }
        return programs.computeIfAbsent(
                GateJson.digest(gate), digest -> compiler.compile(gate.expression()));
    }

    private static VerdictRecord evaluate(Ready ready, UUID promotion, Moment moment) {
        Map<String, Fact> facts = new HashMap<>();
        ready.facts().forEach((name, recorded) -> facts.put(name, recorded.fact()));
        Verdict verdict =
                switch (ready.compiled()) {
                    case Compiled.Ready program ->
                            GateEvaluation.verdict(program.expression(), facts);
                    case Compiled.Refused refused ->
                            GateEvaluation.notCompiling(ready.gate().expression());
                };
        return new VerdictRecord(
                Ids.newId(moment.at()),
                promotion,
                ready.gate(),
                moment.subject(),
                moment.at(),
                ready.facts(),
                verdict,
                CelCompiler.VERSION);
    }

    private static Admittance decide(List<VerdictRecord> verdicts) {
        List<VerdictRecord> failed = new ArrayList<>();
        List<VerdictRecord> waiting = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>();
        for (VerdictRecord one : verdicts) {
            if (one.definition().mode() != Mode.ENFORCE) {
                continue;
            }
            switch (one.verdict()) {
                case Verdict.Pass pass -> {}
                case Verdict.Overridden overridden -> {}
                case Verdict.Fail fail -> failed.add(one);
                case Verdict.Inconclusive inconclusive -> {
                    waiting.add(one);
                    missing.addAll(inconclusive.missing());
                }
            }
        }
        if (!failed.isEmpty()) {
            return new Admittance.Refused(message(failed), verdicts);
        }
        return waiting.isEmpty()
                ? new Admittance.Admitted(verdicts)
                : new Admittance.Waiting(message(waiting), List.copyOf(missing), verdicts);
    }

    private static String message(List<VerdictRecord> verdicts) {
        return verdicts.stream()
                .map(one -> one.gate() + ": " + VerdictJson.explanation(one.verdict()))
                .collect(joining("\n"));
    }

    private static Set<String> names(List<GateDefinition> gates) {
        return gates.stream().map(GateDefinition::name).collect(toUnmodifiableSet());
    }
}
