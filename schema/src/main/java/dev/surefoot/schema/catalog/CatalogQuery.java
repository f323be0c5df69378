package dev.surefoot.schema.catalog;

import java.util.List;
import java.util.Set;

/**
 * A query for entries of one kind. A column {@code x$n} is attribute {@code x} by numbers, {@code
 * x$p} one for comparing databases only.
 *
 * @param inputs tables of the catalog of which it reads more than names: while none of them and no
 *     name changes, the answer is the same
 */
record CatalogQuery(String sql, Set<String> inputs) {

    static CatalogQuery of(String sql, String... inputs) {
        return new CatalogQuery(sql, Set.copyOf(List.of(inputs)));
    }

    boolean stale(Set<String> written) {
        return inputs.stream().anyMatch(written::contains);
    }
}
