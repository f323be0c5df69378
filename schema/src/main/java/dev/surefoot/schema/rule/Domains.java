package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.ObjectKind;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Types of columns that are domains, which ask for more than the types that they are over. */
record Domains(Function<CatalogObject, Optional<Map<String, String>>> catalog) {
    private static final int DEEPEST = 16;

    static Domains before(World world) {
        return new Domains(world.before());
    }

    static Domains after(World world) {
        return new Domains(world.after());
    }

    /** The type that a value has on the wire; a type that is no domain is its own. */
    String base(String type) {
        String base = type;
        for (int depth = 0; depth < DEEPEST; depth++) {
            String over = attribute(base, "type");
            if (over.isEmpty()) {
                return base;
            }
            base = over;
        }
        return base;
    }

    /** Whether it is a domain that takes no NULL, or is over one. */
    boolean notNull(String type) {
        return anywhere(type, "notnull", "true"::equals);
    }

    /** Whether it is a domain with a default, or is over one. */
    boolean hasDefault(String type) {
        return anywhere(type, "default", it -> !it.isEmpty());
    }

    private boolean anywhere(String type, String attribute, Predicate<String> wanted) {
        String base = type;
        for (int depth = 0; depth < DEEPEST && !base.isEmpty(); depth++) {
            if (wanted.test(attribute(base, attribute))) {
                return true;
            }
            base = attribute(base, "type");
        }
        return false;
    }

    /** By a name as {@code format_type} writes it where no schema is searched. */
    private String attribute(String type, String name) {
        int dot = type.indexOf('.');
        if (dot < 0) {
            return "";
        }
        CatalogObject domain =
                new CatalogObject(
                        ObjectKind.DOMAIN,
                        type.substring(0, dot).replace("\"", ""),
                        "",
                        type.substring(dot + 1).replace("\"", ""));
        return catalog.apply(domain).map(it -> it.getOrDefault(name, "")).orElse("");
    }
}
