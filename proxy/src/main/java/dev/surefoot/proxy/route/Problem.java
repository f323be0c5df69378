package dev.surefoot.proxy.route;

/** One thing wrong with a received route: the field, the value seen, and its bound. */
public record Problem(String field, String value, String bound) {
    @Override
    public String toString() {
        return field + " is " + value + ", must be " + bound;
    }
}
