package dev.surefoot.schema.rule;

import dev.surefoot.schema.measure.MeasuredFile;

import java.util.EnumSet;
import java.util.Set;

/**
 * Whether the catalogs before and after a file say that the version that runs may not go on: what
 * it asks for is gone, has another name or type, or must be given a value. Constraints are left
 * out: whether they matter, only writes tell. Pure.
 */
public final class Incompatible {
    private static final Set<Rule> RULES =
            EnumSet.of(
                    Rule.C01, Rule.C02, Rule.C03, Rule.C04, Rule.C05, Rule.C06, Rule.C07, Rule.C10);

    private Incompatible() {}

    /** The rules by which a file is incompatible; none: it is compatible. */
    public static Set<Rule> rules(MeasuredFile file, World world) {
        Set<Rule> found = EnumSet.noneOf(Rule.class);
        Rules.judge(file, world.with(Replays.NONE)).findings().stream()
                .filter(
                        it ->
                                it.severity() == Severity.BLOCK
                                        || it.severity() == Severity.INCONCLUSIVE
                                        || it.rule() == Rule.C05)
                .map(Finding::rule)
                .filter(RULES::contains)
                .forEach(found::add);
        return found;
    }
}
