package dev.surefoot.schema.rule;

/**
 * Something that is not known.
 *
 * @param what for example {@code rows of app.users}
 * @param needs what tells it, for example {@code --rows app.users=N}
 */
public record Unknown(String what, String needs) implements Comparable<Unknown> {
    /** The number of a table's rows. */
    static Unknown rows(String table) {
        return new Unknown("rows of " + table, "--rows " + table + "=N");
    }

    /** Whether the version that runs today can live with it. */
    static Unknown oldVersion() {
        return new Unknown(
                "whether the running version works with it",
                "--statements FILE (see 'surefoot schema record')");
    }

    /** Whether the version to come can do without it. */
    static Unknown newVersion() {
        return new Unknown(
                "whether the new version works without what is dropped",
                "--new-statements FILE (see 'surefoot schema record')");
    }

    @Override
    public int compareTo(Unknown other) {
        int byWhat = what.compareTo(other.what);
        return byWhat != 0 ? byWhat : needs.compareTo(other.needs);
    }
}
