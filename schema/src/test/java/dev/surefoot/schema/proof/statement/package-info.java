/** Statements' files and texts. */
@NullMarked
package dev.surefoot.schema.proof.statement;

import org.jspecify.annotations.NullMarked;
