package dev.surefoot.schema.rule;

import dev.surefoot.schema.migration.Phase;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * What is looked for. C: does the other version go on working? L: who waits? D: what is lost, or
 * cannot be taken up again? S: what the shadow refused. P: in which phase may it run?
 */
public enum Rule {
    C01("column renamed", Recovery.INVERSE, null),
    C02("table or schema renamed", Recovery.INVERSE, Phase.EXPAND),
    C03("column dropped", Recovery.RESTORE, Phase.CONTRACT),
    C04("table or schema dropped", Recovery.RESTORE, Phase.CONTRACT),
    C05("type changed so that clients see it, or narrowed", Recovery.INVERSE, null),
    C06("required column without a default", Recovery.INVERSE, Phase.EXPAND),
    C07("NULL forbidden", Recovery.INVERSE, Phase.CONTRACT),
    C08("constraint that the other version's writes may violate", Recovery.INVERSE, Phase.CONTRACT),
    C09("default changed", Recovery.INVERSE, Phase.CONTRACT),
    C10("enum value renamed or added", Recovery.ROLL_FORWARD, Phase.EXPAND),
    C11("constraint loosened", Recovery.INVERSE, Phase.EXPAND),
    C12("policy, grant, trigger, function or view changed", Recovery.INVERSE, Phase.EXPAND),
    C13("column added under a prepared SELECT *", Recovery.INVERSE, Phase.EXPAND),
    C14("rows or messages that readers can't take", Recovery.ROLL_FORWARD, null),
    C15("NULL until the backfill has ended", Recovery.INVERSE, Phase.EXPAND),
    L01("table rewritten under a strong lock", Recovery.INVERSE, null),
    L02("table read whole under the strongest lock", Recovery.INVERSE, null),
    L03("foreign key validated at once", Recovery.INVERSE, null),
    L04("index built, dropped or rebuilt not concurrently", Recovery.INVERSE, null),
    L05("unique, primary or exclusion index built under the lock", Recovery.INVERSE, null),
    L06("no lock_timeout with bounded retries", Recovery.INVERSE, null),
    L07("work after the strongest lock in one transaction", Recovery.INVERSE, null),
    L08("statement that does not belong in this transaction", Recovery.INVERSE, null),
    L09("invalid index left behind", Recovery.ROLL_FORWARD, null),
    L10("partition attached, detached or created", Recovery.INVERSE, null),
    L11("many rows written in one statement", Recovery.RESTORE, Phase.BACKFILL),
    L12("stall over the budget", Recovery.INVERSE, null),
    D01("destructive outside a declared contract", Recovery.RESTORE, Phase.CONTRACT),
    D02("cannot be run again after a crash", Recovery.ROLL_FORWARD, null),
    D03("CASCADE reached what the file does not name", Recovery.RESTORE, Phase.CONTRACT),
    D04("history edited or out of order", Recovery.ROLL_FORWARD, null),
    D05("way back not rehearsed", Recovery.ROLL_FORWARD, Phase.EXPAND),
    D06("contract before its time", Recovery.RESTORE, Phase.CONTRACT),
    S01("refused by the server", Recovery.INVERSE, null),
    S02("the shadow lacks an extension", Recovery.INVERSE, null),
    S03("another PostgreSQL than production's", Recovery.INVERSE, null),
    P01("phases mixed in one file", Recovery.INVERSE, null),
    P02("header laxer than what the file does", Recovery.INVERSE, null);

    private final String title;
    private final Recovery recovery;
    private final Optional<Phase> phase;

    Rule(String title, Recovery recovery, @Nullable Phase phase) {
        this.title = title;
        this.recovery = recovery;
        this.phase = Optional.ofNullable(phase);
    }

    /** What it is about, in a few words. */
    public String title() {
        return title;
    }

    /** How one comes back from such a change, if all else is as it should be. */
    public Recovery recovery() {
        return recovery;
    }

    /** The phase that it belongs in; empty where no phase makes it right, or each does. */
    public Optional<Phase> phase() {
        return phase;
    }
}
