package dev.surefoot.schema.check;

/** Is told what a long check does. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (_, _, _) -> {};

    /** Something is about to be done: {@code done} of {@code all} are. */
    void at(String what, int done, int all);
}
