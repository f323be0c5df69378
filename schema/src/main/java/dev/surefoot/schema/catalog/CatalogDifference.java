package dev.surefoot.schema.catalog;

import dev.surefoot.schema.fact.CatalogObject;

/**
 * One way in which two databases differ, told by names.
 *
 * @param attribute which attribute differs; empty where an object is missing on one side
 * @param left its value in the first database; empty for none
 * @param right its value in the second; empty for none
 */
public record CatalogDifference(
        Kind kind, CatalogObject object, String attribute, String left, String right) {

    /** What differs. */
    public enum Kind {
        /** Only the first has it. */
        ONLY_LEFT,
        /** Only the second has it. */
        ONLY_RIGHT,
        /** Both have it, and it is not the same. */
        CHANGED,
        /** The same columns or enum values in another order: the object is the whole. */
        ORDER_ONLY,
        /** The same text but for white space. */
        WHITE_SPACE_ONLY
    }

    /** Whether it is a note rather than another catalog: nobody who names columns can tell. */
    public boolean note() {
        return switch (kind) {
            case ORDER_ONLY, WHITE_SPACE_ONLY -> true;
            case ONLY_LEFT, ONLY_RIGHT, CHANGED -> false;
        };
    }

    @Override
    public String toString() {
        String what =
                object.kind().word()
                        + " "
                        + object.qualified()
                        + (attribute.isEmpty() ? "" : " " + attribute);
        return switch (kind) {
            case ONLY_LEFT -> what + ": only in the first";
            case ONLY_RIGHT -> what + ": only in the second";
            case CHANGED -> what + ": " + quoted(left) + " and " + quoted(right);
            case ORDER_ONLY -> what + ": another order, " + left + " and " + right;
            case WHITE_SPACE_ONLY -> what + ": other white space";
        };
    }

    private static String quoted(String value) {
        return value.isEmpty() ? "none" : "'" + value + "'";
    }
}
