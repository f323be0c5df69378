/**
 * What is a route, and is the one just received usable? Plain values and their JSON form; it
 * refuses whatever is missing, unknown or out of bounds, all problems at once, and does no I/O.
 */
@NullMarked
package dev.surefoot.proxy.route;

import org.jspecify.annotations.NullMarked;
