package dev.surefoot.schema.check;

import dev.surefoot.schema.rule.Severity;

/** What a check comes to. */
public enum Verdict {
    /** Nothing found that holds it up. */
    PASS,
    /** Something that must not be. */
    FAIL,
    /** Nothing that must not be, but something that is not known and could be. */
    INCONCLUSIVE;

    static Verdict of(Severity gravest) {
        return switch (gravest) {
            case BLOCK -> FAIL;
            case INCONCLUSIVE -> INCONCLUSIVE;
            case WARN, NOTE -> PASS;
        };
    }

    /** The worse of both. */
    Verdict or(Verdict other) {
        if (this == FAIL || other == FAIL) {
            return FAIL;
        }
        return this == INCONCLUSIVE || other == INCONCLUSIVE ? INCONCLUSIVE : PASS;
    }
}
