/**
 * What does a database consist of, and how do two states of it differ? Within one database objects
 * are the same if their numbers are, so a rename is a rename; across databases they are the same if
 * their names are. Refuses to look at what belongs to the system, to extensions or to Surefoot.
 */
@NullMarked
package dev.surefoot.schema.catalog;

import org.jspecify.annotations.NullMarked;
