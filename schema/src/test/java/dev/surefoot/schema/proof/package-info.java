/** Statements of applications, replayed on shadows. */
@NullMarked
package dev.surefoot.schema.proof;

import org.jspecify.annotations.NullMarked;
