/**
 * Which statements does a version of an application send, with which parameters, as whom? From a
 * file, a recording or the server's statistics. Refuses lines that it can't read whole.
 */
@NullMarked
package dev.surefoot.schema.proof.statement;

import org.jspecify.annotations.NullMarked;
