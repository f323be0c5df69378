/**
 * Which migrations does a folder hold, in which order, and which statements does each have? Refuses
 * what it can't read whole: nothing is half understood.
 */
@NullMarked
package dev.surefoot.schema.migration;

import org.jspecify.annotations.NullMarked;
