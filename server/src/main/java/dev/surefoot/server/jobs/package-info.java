/**
 * What is due when nobody is looking? An alarm clock over the database; all state is in the
 * capabilities' own rows.
 */
@NullMarked
package dev.surefoot.server.jobs;

import org.jspecify.annotations.NullMarked;
