package dev.surefoot.schema.fact;

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
    COMMENT
}
