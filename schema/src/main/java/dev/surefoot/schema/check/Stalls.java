package dev.surefoot.schema.check;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.measure.MeasuredFile;
import dev.surefoot.schema.measure.MeasuredStatement;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.stall.ProbeBounds;
import dev.surefoot.schema.stall.StallProbe;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/** Measures how long others wait. */
@FunctionalInterface
interface Stalls {
    /** With a reader and a writer beside each statement, on tables as large as production's. */
    static Stalls probe(Shadow shadow) {
        return new StallProbe(shadow, ProbeBounds.DEFAULT)::probe;
    }

    /**
     * By a statement's number, the stalls of tables that it rewrites, reads or locks for long.
     *
     * @param before the database that the file met; nobody is connected to it
     */
    Map<Integer, List<Fact.Stalled>> probe(
            ShadowDatabase before, MeasuredFile file, Function<String, OptionalLong> rows);

    /** The same file with these facts besides. */
    static MeasuredFile with(MeasuredFile file, Map<Integer, List<Fact.Stalled>> stalls) {
        return stalls.isEmpty()
                ? file
                : new MeasuredFile(
                        file.file(),
                        file.statements().stream()
                                .map(
                                        it ->
                                                with(
                                                        it,
                                                        stalls.getOrDefault(
                                                                it.statement().number(),
                                                                List.of())))
                                .toList(),
                        file.rolesMade(),
                        file.notes());
    }

    private static MeasuredStatement with(MeasuredStatement it, List<Fact.Stalled> stalls) {
        List<Fact> facts = new java.util.ArrayList<>(it.facts());
        facts.addAll(stalls);
        return new MeasuredStatement(
                it.statement(), it.transactional(), it.error(), facts, it.held());
    }
}
