/** Who waits how long. */
@NullMarked
package dev.surefoot.schema.stall;

import org.jspecify.annotations.NullMarked;
