/**
 * What was decided, by whom, and can anybody have changed it since? Append only; refuses
 * floating-point numbers, so that the bytes are canonical.
 */
@NullMarked
package dev.surefoot.server.ledger;

import org.jspecify.annotations.NullMarked;
