/**
 * How are an old and a new column kept in step while two versions of an application write? By one
 * generated trigger for each table, read back and proven. Refuses pairs for which it can't be told
 * who wrote.
 */
@NullMarked
package dev.surefoot.schema.run.sync;

import org.jspecify.annotations.NullMarked;
