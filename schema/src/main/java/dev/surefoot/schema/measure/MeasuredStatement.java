package dev.surefoot.schema.measure;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.migration.Statement;

import java.util.List;
import java.util.Optional;

/**
 * What one statement did.
 *
 * @param transactional false if the server refuses it inside a transaction; it was then run alone
 * @param error what the server answered instead of doing it. There may be facts besides: an index
 *     that could not be built concurrently leaves an invalid one
 * @param facts about what existed before the file. Locks are those that this statement added
 * @param held the locks that earlier statements of its transaction took and that it runs under
 */
public record MeasuredStatement(
        Statement statement,
        boolean transactional,
        Optional<SqlError> error,
        List<Fact> facts,
        List<Fact.LockTaken> held) {
    public MeasuredStatement {
        facts = List.copyOf(facts);
        held = List.copyOf(held);
    }

    /** Its facts of one type. */
    public <F extends Fact> List<F> facts(Class<F> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
