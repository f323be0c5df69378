package dev.surefoot.browser;

/** A server whose pages are looked at. */
interface Site {
    /** Where it listens, without a slash at the end. */
    String url();

    /** What one signs in with. */
    String token();
}
