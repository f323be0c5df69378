/**
 * Which process serves the users while the server is away? This one: the embedded data plane, with
 * its own {@code main}, directory and life. It refuses to share a directory, to guess a route, and
 * to know anything of promotions: it is told shares and slots, and tells what it counted.
 */
@NullMarked
package dev.surefoot.proxy;

import org.jspecify.annotations.NullMarked;
