/**
 * How does exposure grow? Pure values: a plan and the split it asks for. Refuses stores, clocks and
 * I/O.
 */
@NullMarked
package dev.surefoot.server.rollout;

import org.jspecify.annotations.NullMarked;
