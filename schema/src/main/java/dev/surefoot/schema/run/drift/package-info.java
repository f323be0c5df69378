/**
 * Is a target's catalog what its history says? Compares it with a shadow on which the same files
 * ran; refuses to guess where they could not run there, or where the shadow is another PostgreSQL.
 */
@NullMarked
package dev.surefoot.schema.run.drift;

import org.jspecify.annotations.NullMarked;
