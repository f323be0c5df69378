package dev.surefoot.judge;

import java.util.List;

/** Plans that many tests share. */
final class Simple {
    private Simple() {}

    /** 5/10/50 % with the usual promises, a ceiling of 1 % and requests drawn anew. */
    static Plan plan() {
        return Plan.of(Routing.REQUEST, .01, Schedule.of(List.of(500, 1_000, 5_000)));
    }
}
