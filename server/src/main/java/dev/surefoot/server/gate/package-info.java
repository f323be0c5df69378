/**
 * May this change go on, and what does that prove? Facts, gates, verdicts, and the one way in:
 * {@code Admission.admit}. Does no I/O while it evaluates; refuses to take a missing fact for a
 * pass.
 */
@NullMarked
package dev.surefoot.server.gate;

import org.jspecify.annotations.NullMarked;
