/** There and back. */
@NullMarked
package dev.surefoot.schema.rehearsal;

import org.jspecify.annotations.NullMarked;
