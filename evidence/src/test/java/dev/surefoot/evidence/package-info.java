/** Do claims say what their documents say, and does nothing half-read ever pass? */
@NullMarked
package dev.surefoot.evidence;

import org.jspecify.annotations.NullMarked;
