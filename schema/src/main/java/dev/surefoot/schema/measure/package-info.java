/**
 * What does each statement of a migration do, measured while it runs? Refuses to read a statement's
 * text: what the server locked, wrote anew, read, dropped and changed is all that counts.
 */
@NullMarked
package dev.surefoot.schema.measure;

import org.jspecify.annotations.NullMarked;
