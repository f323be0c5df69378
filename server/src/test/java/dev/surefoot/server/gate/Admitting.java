package dev.surefoot.server.gate;

import java.util.List;

/** Gives other packages' tests the one thing that only {@link Admission} can make. */
public final class Admitting {
    private Admitting() {}

    /** As if every gate had passed. */
    public static Admittance.Admitted admitted() {
        return new Admittance.Admitted(List.of());
    }
}
