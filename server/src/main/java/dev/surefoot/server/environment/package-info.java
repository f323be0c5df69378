/**
 * Where can things run, and by which rules? Policies, service definitions and their configuration
 * files. Refuses what it does not know, by line and column.
 */
@NullMarked
package dev.surefoot.server.environment;

import org.jspecify.annotations.NullMarked;
