/**
 * What does a candidate change in an environment's database, when may each part of it run, and
 * which versions still work afterwards? Binds the phases of the library {@code schema} to a
 * release. Refuses to take anything away before whoever needs it is gone, and to take a missing
 * answer for a good one.
 */
@NullMarked
package dev.surefoot.server.schema;

import org.jspecify.annotations.NullMarked;
