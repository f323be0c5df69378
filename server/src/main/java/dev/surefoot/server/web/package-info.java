/**
 * What is going on, for people who would rather look than read? Pages for the browser: a board, a
 * page a promotion, and the few buttons that take exposure away. Refuses to decide anything, to
 * load anything from elsewhere, and to act without asking once.
 */
@NullMarked
package dev.surefoot.server.web;

import org.jspecify.annotations.NullMarked;
