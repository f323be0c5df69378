/**
 * What did an application send to a database while its own tests ran? A server of our own that logs
 * every statement, and a reader of that log. Refuses to record on anybody else's server.
 */
@NullMarked
package dev.surefoot.schema.proof.recording;

import org.jspecify.annotations.NullMarked;
