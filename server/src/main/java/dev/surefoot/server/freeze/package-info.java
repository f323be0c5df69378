/**
 * When may nothing start or grow? Freezes with a scope, a reason and an end. Refuses a freeze
 * without an end, and never stands before judging, rails, renewal of leases or a rollback.
 */
@NullMarked
package dev.surefoot.server.freeze;

import org.jspecify.annotations.NullMarked;
