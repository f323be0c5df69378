package dev.surefoot.demo;

/** Is told what the build does, step by step, on the thread that builds. */
@FunctionalInterface
public interface BuildProgress {
    /** A step of the build of this commit begins, for example {@code compile}. */
    void step(ShopCommit commit, String what);

    /** Tells nobody. */
    static BuildProgress silent() {
        return (commit, what) -> {};
    }
}
