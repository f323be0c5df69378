/**
 * Which process is it, and is it still the same one? Starts processes that outlive the server,
 * recognises them again, ends them. Refuses to signal a process that began at another instant than
 * the one remembered.
 */
@NullMarked
package dev.surefoot.server.process;

import org.jspecify.annotations.NullMarked;
