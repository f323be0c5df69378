package dev.surefoot.schema.rows;

import dev.surefoot.schema.sql.Identifiers;

import java.util.List;
import java.util.Optional;

/**
 * A column that rows need a value for.
 *
 * @param number in its table, from 1
 * @param unique part of a unique key or of an exclusion
 * @param defaultSql its default without sequences
 * @param sequence the sequence that its default or identity draws from, quoted, with schema
 */
record Column(
        String name,
        int number,
        SqlType type,
        boolean notNull,
        boolean unique,
        Optional<String> defaultSql,
        Optional<String> sequence) {

    /** As SQL writes it. */
    String quoted() {
        return Identifiers.quoted(name);
    }

    /** Whether the column's own word or its domain's forbids NULL. */
    boolean required() {
        return notNull || required(type);
    }

    private static boolean required(SqlType type) {
        return type instanceof SqlType.Domain domain
                && (domain.notNull() || required(domain.base()));
    }

    /** What its domain asks, over this column's name. */
    List<Condition> domainConditions() {
        return conditions(type);
    }

    private List<Condition> conditions(SqlType of) {
        if (!(of instanceof SqlType.Domain domain)) {
            return List.of();
        }
        List<Condition> all =
                new java.util.ArrayList<>(
                        domain.checks().stream()
                                .map(check -> check.replaceAll("\\bVALUE\\b", quotedForRegex()))
                                .map(check -> new Condition(check, List.of(name)))
                                .toList());
        all.addAll(conditions(domain.base()));
        return all;
    }

    private String quotedForRegex() {
        return java.util.regex.Matcher.quoteReplacement(quoted());
    }
}
