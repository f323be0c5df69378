package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.SqlError;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server misses that a well-known extension brings: PostgreSQL's own and a few of others.
 * Who finds it missing can't tell a mistake from an extension that somebody made in production by
 * hand. Pure.
 */
final class KnownExtensions {
    private static final Pattern FUNCTION =
            Pattern.compile("^function (?:[^.(]+\\.)?\"?([^\"(]+)\"?\\(");
    private static final Pattern OTHER =
            Pattern.compile(
                    "^(type|operator class|language|access method|text search dictionary|foreign-data"
                            + " wrapper) \"(?:[^\".]+\\.)?([^\"]+)\" does not exist");

    private static final Map<String, List<String>> FUNCTIONS =
            Map.of(
                    "uuid-ossp", List.of("uuid_generate_", "uuid_ns_", "uuid_nil"),
                    "pgcrypto",
                            List.of(
                                    "gen_salt",
                                    "crypt",
                                    "digest",
                                    "hmac",
                                    "pgp_",
                                    "armor",
                                    "dearmor",
                                    "gen_random_bytes"),
                    "pg_trgm", List.of("similarity", "word_similarity", "show_trgm"),
                    "unaccent", List.of("unaccent"),
                    "fuzzystrmatch", List.of("levenshtein", "soundex", "metaphone", "dmetaphone"),
                    "tablefunc", List.of("crosstab", "connectby", "normal_rand"),
                    "dblink", List.of("dblink"),
                    "earthdistance", List.of("ll_to_earth", "earth_distance", "earth_box"),
                    "postgis", List.of("st_", "addgeometrycolumn"),
                    "pg_cron", List.of("cron.schedule"));

    /** Types, operator classes, languages, access methods and so on. */
    private static final Map<String, List<String>> OTHERS =
            Map.of(
                    "citext", List.of("citext"),
                    "hstore", List.of("hstore", "gin_hstore_ops", "gist_hstore_ops"),
                    "ltree", List.of("ltree", "lquery", "ltxtquery", "gist_ltree_ops"),
                    "cube", List.of("cube"),
                    "pg_trgm", List.of("gin_trgm_ops", "gist_trgm_ops"),
                    "postgis", List.of("geometry", "geography", "box2d", "box3d", "raster"),
                    "vector",
                            List.of(
                                    "vector",
                                    "halfvec",
                                    "sparsevec",
                                    "hnsw",
                                    "ivfflat",
                                    "vector_cosine_ops",
                                    "vector_l2_ops",
                                    "vector_ip_ops"),
                    "postgres_fdw", List.of("postgres_fdw"),
                    "unaccent", List.of("unaccent"));

    /** Trusted and other languages besides PL/pgSQL are extensions of their own name. */
    private static final String LANGUAGE = "language";

    private KnownExtensions() {}

    /** A part of an extension that a file uses, in words. */
    record Used(String what, String extension) {}

    /** What an error says is missing; empty if that is of no known extension. */
    static Optional<Used> of(SqlError error) {
        return switch (error.sqlState()) {
            case "42883" -> function(error.message());
            case "42704" -> other(error.message());
            default -> Optional.empty();
        };
    }

    private static Optional<Used> function(String message) {
        Matcher missing = FUNCTION.matcher(message);
        if (!missing.find()) {
            return Optional.empty();
        }
        String name = missing.group(1);
        return FUNCTIONS.entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(it -> is(name, it)))
                .map(each -> new Used("the function " + name, each.getKey()))
                .findFirst();
    }

    /** A name, or how names begin where it ends with an underscore. */
    private static boolean is(String name, String known) {
        return known.endsWith("_") ? name.startsWith(known) : name.equals(known);
    }

    private static Optional<Used> other(String message) {
        Matcher missing = OTHER.matcher(message);
        if (!missing.find()) {
            return Optional.empty();
        }
        String kind = missing.group(1);
        String name = missing.group(2);
        String what = "the " + kind + " " + name;
        return kind.equals(LANGUAGE)
                ? Optional.of(new Used(what, name))
                : OTHERS.entrySet().stream()
                        .filter(each -> each.getValue().contains(name))
                        .map(each -> new Used(what, each.getKey()))
                        .findFirst();
    }
}
