/**
 * Where can a change be tried without anybody noticing? A PostgreSQL of our own, with a database a
 * trial. Refuses to run anything on a database that is somebody's.
 */
@NullMarked
package dev.surefoot.schema.shadow;

import org.jspecify.annotations.NullMarked;
