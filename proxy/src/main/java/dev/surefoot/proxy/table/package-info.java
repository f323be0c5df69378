/**
 * Which routes are in force? One table, changed by one caller at a time, guarded by tokens; it
 * refuses an older token and a port that somebody else has, and then changes nothing.
 */
@NullMarked
package dev.surefoot.proxy.table;

import org.jspecify.annotations.NullMarked;
