package dev.surefoot.schema.run.drift;

import java.util.List;

/** Whether somebody changed a target by other means than the files that ran there. */
public sealed interface Drift {
    /** The catalog is what the files make of an empty database. */
    record None() implements Drift {}

    /**
     * It is not.
     *
     * @param differences by the names of the objects, without owners and rights
     */
    record Differs(List<String> differences) implements Drift {
        public Differs {
            differences = List.copyOf(differences);
        }
    }

    /** It could not be compared; never a pass. */
    record Unknown(String why) implements Drift {}
}
