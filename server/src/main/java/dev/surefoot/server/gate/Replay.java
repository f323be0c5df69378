package dev.surefoot.server.gate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Computes a recorded verdict again from its recorded facts alone. Pure. */
public final class Replay {
    private Replay() {}

    /**
     * The verdict that the recorded gate gives with the recorded facts; an override is a person's
     * word and comes out as it is.
     */
    public static Verdict replay(VerdictRecord of) {
        if (of.verdict() instanceof Verdict.Overridden overridden) {
            return overridden;
        }
        List<FactName> names =
                of.facts().entrySet().stream()
                        .map(entry -> new FactName(entry.getKey(), entry.getValue().type(), ""))
                        .toList();
        Map<String, Fact> facts = new HashMap<>();
        of.facts().forEach((name, recorded) -> facts.put(name, recorded.fact()));
        String expression = of.definition().expression();
        return switch (new CelCompiler(names).compile(expression)) {
            case CelCompiler.Compiled.Ready ready ->
                    GateEvaluation.verdict(ready.expression(), facts);
            case CelCompiler.Compiled.Refused refused -> GateEvaluation.notCompiling(expression);
        };
    }
}
