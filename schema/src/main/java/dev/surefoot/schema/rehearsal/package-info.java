/**
 * Does a migration's way back bring everything back? It is done on a throw-away copy, and what is
 * there afterwards is compared with what was before. Refuses to believe that an inverse works
 * because it ran.
 */
@NullMarked
package dev.surefoot.schema.rehearsal;

import org.jspecify.annotations.NullMarked;
