package dev.surefoot.schema.fact;

/**
 * The name of one object of the catalog.
 *
 * @param schema empty for an object of no schema
 * @param owner the relation, type or other object that it is a part of: {@code users} for column
 *     {@code users.email}, {@code mood} for an enum's value; empty for an object by itself
 * @param name its own; a function's with the types of its arguments
 */
public record CatalogObject(ObjectKind kind, String schema, String owner, String name)
        implements Comparable<CatalogObject> {

    /** Without the schema: {@code users.email}, {@code users}. */
    public String local() {
        return owner.isEmpty() ? name : owner + "." + name;
    }

    /** With the schema: {@code app.users.email}. */
    public String qualified() {
        return schema.isEmpty() ? local() : schema + "." + local();
    }

    /** The relation it belongs to, with schema, or itself: {@code app.users}. */
    public String relation() {
        String own = owner.isEmpty() ? name : owner;
        return schema.isEmpty() ? own : schema + "." + own;
    }

    @Override
    public int compareTo(CatalogObject other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : qualified().compareTo(other.qualified());
    }
}
