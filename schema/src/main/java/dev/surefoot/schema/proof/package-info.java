/**
 * Does the old version of an application go on working on the changed schema, and the new one from
 * which state on? By sending its own statements. Refuses to call a statement good that could not be
 * tried, and never replays on anybody's database.
 */
@NullMarked
package dev.surefoot.schema.proof;

import org.jspecify.annotations.NullMarked;
