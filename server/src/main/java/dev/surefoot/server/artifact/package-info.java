/**
 * Do we have the bytes, and are they the bytes? Content-addressed files; refuses bytes whose hash
 * differs.
 */
@NullMarked
package dev.surefoot.server.artifact;

import org.jspecify.annotations.NullMarked;
