/** Real drivers against a server that logs. */
@NullMarked
package dev.surefoot.schema.proof.recording;

import org.jspecify.annotations.NullMarked;
