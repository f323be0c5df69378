/**
 * Who is asking, and what may they do? Tokens of 256 bits, stored hashed, with roles by
 * environment. Refuses to keep or print a token after it was made.
 */
@NullMarked
package dev.surefoot.server.identity;

import org.jspecify.annotations.NullMarked;
