/**
 * What survives a crash? One private directory: token, state, lock, and where to find the admin
 * API. It refuses a second process, and a state file it cannot read.
 */
@NullMarked
package dev.surefoot.proxy.store;

import org.jspecify.annotations.NullMarked;
