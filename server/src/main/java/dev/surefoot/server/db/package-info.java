/**
 * How does the server reach its one database? Pool, schema, and the lock that keeps a second server
 * out. Refuses to hold any SQL of a capability.
 */
@NullMarked
package dev.surefoot.server.db;

import org.jspecify.annotations.NullMarked;
