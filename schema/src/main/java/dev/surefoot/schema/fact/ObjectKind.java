package dev.surefoot.schema.fact;

import java.util.Locale;

/** Kinds of catalog objects that are compared. */
public enum ObjectKind {
    SCHEMA,
    TABLE,
    PARTITIONED_TABLE,
    FOREIGN_TABLE,
    VIEW,
    MATERIALIZED_VIEW,
    SEQUENCE,
    INDEX,
    COLUMN,
    CONSTRAINT,
    TRIGGER,
    EVENT_TRIGGER,
    POLICY,
    RULE,
    TYPE,
    ENUM_VALUE,
    DOMAIN,
    FUNCTION,
    EXTENSION,
    PUBLICATION,
    STATISTICS,
    COLLATION,
    OPERATOR,
    CAST,
    GRANT,
    COMMENT,
    /** Any other, as a language or a foreign server: only whether it is there. */
    OTHER;

    /** In lower case with spaces, for example {@code enum value}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether it has rows to be read: a table of any kind or a view. */
    public boolean relation() {
        return compareTo(TABLE) >= 0 && compareTo(MATERIALIZED_VIEW) <= 0;
    }
}
