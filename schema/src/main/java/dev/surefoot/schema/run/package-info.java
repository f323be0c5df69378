/**
 * How does a change run on a database that people use? Phase by phase, statement by statement, with
 * a lock that only one runner holds and a journal from which any other goes on. Refuses what was
 * edited after it ran, what is out of order, a contract before its time, and a wait without end.
 */
@NullMarked
package dev.surefoot.schema.run;

import org.jspecify.annotations.NullMarked;
