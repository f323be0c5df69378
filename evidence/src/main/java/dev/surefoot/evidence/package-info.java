/**
 * What is known about a digest, and can it be believed? Reads reports that others wrote about an
 * artifact and turns them into claims that gates can count.
 *
 * <p>Refuses to decide anything about a release, to open a socket, to read a clock, and to turn
 * missing, empty, truncated or half-read input into a pass.
 */
@NullMarked
package dev.surefoot.evidence;

import org.jspecify.annotations.NullMarked;
