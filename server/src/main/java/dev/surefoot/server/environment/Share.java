package dev.surefoot.server.environment;

/** A share of traffic in basis points: 0 is nothing, 10,000 everything. */
public record Share(int basisPoints) implements Comparable<Share> {
    public static final Share NONE = new Share(0);
    public static final Share ALL = new Share(10_000);

    public Share {
        if (basisPoints < 0 || basisPoints > 10_000) {
            throw new IllegalArgumentException(
                    "share " + basisPoints + " basis points is outside 0 to 10000");
        }
    }

    /** What is left for the others. */
    public Share rest() {
        return new Share(10_000 - basisPoints);
    }

    @Override
    public int compareTo(Share other) {
        return Integer.compare(basisPoints, other.basisPoints);
    }

    /** As people write it: {@code 5%}, {@code 0.25%}. */
    @Override
    public String toString() {
        int whole = basisPoints / 100;
        int part = basisPoints % 100;
        if (part == 0) {
            return whole + "%";
        }
        return whole + "." + (part % 10 == 0 ? "" + part / 10 : String.format("%02d", part)) + "%";
    }
}
