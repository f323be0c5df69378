/**
 * How is a column filled in a large table while others read and write it? In batches along a unique
 * key, each a transaction that moves the cursor with its rows; slower or not at all while the
 * server suffers; done only when a query in key ranges finds nothing left. Refuses keys that are
 * not unique or may be NULL.
 */
@NullMarked
package dev.surefoot.schema.run.backfill;

import org.jspecify.annotations.NullMarked;
