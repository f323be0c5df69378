package dev.surefoot.schema.proof.statement;

import java.util.List;

/** A statements file has faults: all of them, each with its line. */
public final class UnreadableStatements extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    UnreadableStatements(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    /** Each begins with {@code line N:}. */
    public List<String> faults() {
        return faults;
    }
}
