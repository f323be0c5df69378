/**
 * What stands in the database that a change runs on: our own tables, the lock, the journal, the
 * sessions of others, the tool's history. SQL only; nothing is decided here. Refuses a database
 * that it can't hold a lock in: a standby, a pool that shares sessions, a role without the means.
 */
@NullMarked
package dev.surefoot.schema.run.target;

import org.jspecify.annotations.NullMarked;
