package dev.surefoot.schema.rule;

/** How one comes back from a change. */
public enum Recovery {
    /** Its inverse brings everything back without loss. */
    INVERSE("V"),
    /** Another change forward brings back what is needed. */
    ROLL_FORWARD("F"),
    /** Only a copy made before brings the data back. */
    RESTORE("B");

    private final String letter;

    Recovery(String letter) {
        this.letter = letter;
    }

    /** The short form in reports: V, F or B. */
    public String letter() {
        return letter;
    }
}
