/**
 * What does this text say, and where? JSON and YAML as trees, YAML with the line and column of each
 * value, checked against a JSON Schema. Refuses what has two readings: duplicate keys, aliases,
 * tags, more than one document.
 */
@NullMarked
package dev.surefoot.server.json;

import org.jspecify.annotations.NullMarked;
