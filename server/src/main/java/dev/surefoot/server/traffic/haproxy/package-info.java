/**
 * How does an HAProxy on this host divide traffic? Steers one through its Runtime API and two map
 * files, counts from its backend rows, prints the configuration that it needs, and says what of it
 * is missing. Refuses to write a configuration itself or to reload anybody's HAProxy, and to call
 * done what it could not read back.
 */
@NullMarked
package dev.surefoot.server.traffic.haproxy;

import org.jspecify.annotations.NullMarked;
