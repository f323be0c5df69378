package dev.surefoot.schema.catalog;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a database consists of at one moment. The system's own objects, members of extensions, the
 * schema {@code surefoot_schema} and event triggers named {@code surefoot_…} are left out.
 * Immutable.
 */
public final class Catalog {
    private static final String OWNER = "owner";

    /** What these hold stands in entries of all kinds. */
    private static final Set<String> NAMES =
            Set.of("pg_namespace", "pg_extension", "pg_init_privs", "pg_authid");

    /** By the query that gave them. */
    private final List<List<CatalogEntry>> answers;

    private final List<CatalogEntry> entries;
    private final Map<CatalogEntry.Key, CatalogEntry> byKey;

    private Catalog(List<List<CatalogEntry>> answers) {
        this.answers = List.copyOf(answers);
        this.entries = answers.stream().flatMap(List::stream).toList();
        this.byKey = new HashMap<>();
        entries.forEach(entry -> byKey.put(entry.key(), entry));
    }

    /**
     * Reads it within the connection's transaction, if it has one, so that what is not yet
     * committed shows. Leaves neither settings nor locks there; takes no lock that others notice.
     */
    public static Catalog read(Connection connection) throws SQLException {
        return new Catalog(CatalogReader.read(connection, Map.of()));
    }

    /**
     * How it stands after rows were written to these tables of the catalog, for example {@code
     * pg_attribute}, by the connection's open transaction: what {@link #read} gives, at less cost.
     * Entries that stand as they did are shared with this one, which need not be held twice then.
     */
    public Catalog again(Connection connection, Set<String> written) throws SQLException {
        if (written.stream().anyMatch(NAMES::contains)) {
            return after(CatalogReader.read(connection, byKey));
        }
        List<List<CatalogEntry>> now = CatalogReader.again(connection, answers, byKey, written);
        return after(renamed(now) ? CatalogReader.read(connection, byKey) : now);
    }

    private Catalog after(List<List<CatalogEntry>> now) {
        return answers.equals(now) ? this : new Catalog(now);
    }

    /** Whether an object has another name, which texts of objects of other kinds may hold. */
    private boolean renamed(List<List<CatalogEntry>> later) {
        return later.stream().flatMap(List::stream).anyMatch(this::renamed);
    }

    private boolean renamed(CatalogEntry later) {
        CatalogEntry earlier = byKey.get(later.key());
        return earlier != null && !earlier.object().equals(later.object());
    }

    /**
     * What became of the objects of one database: {@link Fact.Gone}, {@link Fact.Renamed}, {@link
     * Fact.Changed} and {@link Fact.Added}. Both must be of the same database, for objects are the
     * same if their numbers are.
     */
    public static List<Fact> changes(Catalog before, Catalog after) {
        return new CatalogChanges(before.byKey, after.byKey, _ -> true).facts();
    }

    /**
     * The same, yet of objects that an earlier state did not have, neither by number nor by name,
     * nothing but their coming is told: nobody uses them yet.
     */
    public static List<Fact> changes(Catalog before, Catalog after, Catalog earlier) {
        if (before == after) {
            return List.of();
        }
        return new CatalogChanges(
                        before.byKey,
                        after.byKey,
                        entry -> earlier.byKey.containsKey(entry.key()) || earlier.names(entry))
                .facts();
    }

    /**
     * In what two databases, or two states of one, differ by name. Empty if nothing does; {@link
     * CatalogDifference#note} tells those that only the order of columns or white space shows.
     */
    public static List<CatalogDifference> differences(Catalog left, Catalog right) {
        return new CatalogDifferences(left.entries, right.entries).find();
    }

    /**
     * SHA-256 of everything by name, in hexadecimal: the same for two databases whose {@link
     * #differences} are notes at most.
     */
    public String fingerprint() {
        SortedMap<CatalogObject, CatalogEntry> sorted = new TreeMap<>();
        entries.forEach(entry -> sorted.put(entry.object(), entry));
        MessageDigest digest = sha256();
        for (CatalogEntry entry : sorted.values()) {
            StringBuilder line = new StringBuilder(entry.object().toString());
            entry.all()
                    .forEach(
                            (attribute, value) -> {
                                if (!attribute.equals("position")) {
                                    line.append('\n').append(attribute).append('=');
                                    line.append(CatalogDifferences.folded(value));
                                }
                            });
            digest.update(line.append("\n\n").toString().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Without owners, rights and the roles of policies, which differ from place to place. */
    public Catalog withoutRoles() {
        return new Catalog(
                List.of(
                        entries.stream()
                                .filter(entry -> entry.object().kind() != ObjectKind.GRANT)
                                .map(Catalog::withoutRoles)
                                .toList()));
    }

    private static CatalogEntry withoutRoles(CatalogEntry entry) {
        SortedMap<String, String> attributes = new TreeMap<>(entry.attributes());
        attributes.remove(OWNER);
        attributes.remove("roles");
        return new CatalogEntry(
                entry.key(),
                entry.whole(),
                entry.object(),
                attributes,
                entry.numbers(),
                entry.printed());
    }

    /** Without certain objects, for example a tool's own history; their parts must be named too. */
    public Catalog without(Predicate<CatalogObject> unwanted) {
        return new Catalog(
                List.of(entries.stream().filter(entry -> !unwanted.test(entry.object())).toList()));
    }

    List<CatalogEntry> entries() {
        return entries;
    }

    /** Its objects, by kind and name. */
    public List<CatalogObject> objects() {
        return entries.stream().map(CatalogEntry::object).sorted().toList();
    }

    /** What it says of one object; empty if it has no such. */
    public Map<String, String> attributes(CatalogObject object) {
        return entries.stream()
                .filter(entry -> entry.object().equals(object))
                .findFirst()
                .<Map<String, String>>map(CatalogEntry::all)
                .orElse(Map.of());
    }

    /** Columns, or values of an enum, in their order. */
    public List<CatalogObject> parts(CatalogObject whole) {
        return entries.stream()
                .filter(entry -> entry.printed().containsKey("position"))
                .filter(entry -> entry.object().relation().equals(whole.relation()))
                .sorted(
                        Comparator.comparingInt(
                                entry -> Integer.parseInt(entry.printed().get("position"))))
                .map(CatalogEntry::object)
                .toList();
    }

    private boolean names(CatalogEntry other) {
        return entries.stream().anyMatch(entry -> entry.object().equals(other.object()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
