/**
 * Who is asking? Tokens of 256 bits, stored hashed. Refuses to keep or print a token after it was
 * made.
 */
@NullMarked
package dev.surefoot.server.identity;

import org.jspecify.annotations.NullMarked;
