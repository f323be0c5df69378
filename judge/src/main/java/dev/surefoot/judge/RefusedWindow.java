package dev.surefoot.judge;

/**
 * A window that cannot be true, such as more errors than requests. The state it was meant for is
 * unchanged and may be used on. From our own code this is a programming error; whoever reads
 * foreign data catches it and names the line.
 */
public final class RefusedWindow extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String value;
    private final String bound;

    RefusedWindow(String path, String value, String bound) {
        super("window refused: " + path + " is " + value + ", must be " + bound);
        this.path = path;
        this.value = value;
        this.bound = bound;
    }

    /** Where in the window, for example {@code canary[0].errors}. */
    public String path() {
        return path;
    }

    /** The value seen. */
    public String value() {
        return value;
    }

    /** What it must be. */
    public String bound() {
        return bound;
    }

    static void unless(boolean sound, String path, Object value, String bound) {
        if (!sound) {
            throw new RefusedWindow(path, value.toString(), bound);
        }
    }

    /** An instance's counts; its text is only made when something is wrong with them. */
    record Place(String arm, int index) {
        RefusedWindow refused(String field, Object value, String bound) {
            return new RefusedWindow(arm + "[" + index + "]" + field, value.toString(), bound);
        }
    }
}
