/** Which ids and durations do we write? Time itself is always a parameter. */
@NullMarked
package dev.surefoot.server.time;

import org.jspecify.annotations.NullMarked;
