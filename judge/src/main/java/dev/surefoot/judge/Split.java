package dev.surefoot.judge;

import dev.surefoot.judge.Evidence.Tally;

/** One window's requests and errors, split between the arms. */
record Split(Tally canary, Tally baseline) {
    static Split of(long nc, long nb, long x, long both) {
        return new Split(new Tally(nc, x), new Tally(nb, both - x));
    }

    long canaryErrors() {
        return canary.errors();
    }

    long baselineErrors() {
        return baseline.errors();
    }

    long errors() {
        return canary.errors() + baseline.errors();
    }

    long requests() {
        return canary.requests() + baseline.requests();
    }

    /** The canary's observed share of requests; 0 without requests. */
    double share() {
        return requests() == 0 ? 0 : (double) canary.requests() / requests();
    }

    /** Only a window in which both arms served something, and something failed, compares. */
    boolean compares() {
        return canary.requests() > 0 && baseline.requests() > 0 && errors() > 0;
    }
}
