package dev.surefoot.server.web;

import java.util.Locale;

/** What a color says; never said by color alone. */
public enum Tone {
    /** Nothing is decided, nobody is exposed. */
    QUIET,
    /** Under way. */
    MOVING,
    /** As wished. */
    GOOD,
    /** Somebody must look. */
    HELD,
    /** Taken back, refused, failed. */
    BAD;

    /** The name in style sheets. */
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
