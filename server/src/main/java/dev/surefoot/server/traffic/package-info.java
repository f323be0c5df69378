/**
 * Who gets which request, and what came of it? Divides traffic through a router, reads it back, and
 * turns the router's counters into increments a judge can use. Refuses stale tokens, and to call
 * done what it could not read. Knows nothing of processes of applications.
 */
@NullMarked
package dev.surefoot.server.traffic;

import org.jspecify.annotations.NullMarked;
