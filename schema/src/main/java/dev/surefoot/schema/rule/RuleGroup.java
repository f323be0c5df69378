package dev.surefoot.schema.rule;

import java.util.stream.Stream;

/** Some rules that look at the same facts. Pure. */
interface RuleGroup {
    Stream<Finding> of(FileView file);
}
