/**
 * Where does each SQL statement of a text begin and end, and which columns stand behind its
 * parameters? Refuses to judge what a statement does: facts are measured, never read from text.
 */
@NullMarked
package dev.surefoot.schema.sql;

import org.jspecify.annotations.NullMarked;
