/** Tests of freezes. */
@NullMarked
package dev.surefoot.server.freeze;

import org.jspecify.annotations.NullMarked;
