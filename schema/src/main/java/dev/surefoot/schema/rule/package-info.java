/**
 * What do measured facts mean for those who use the database, in which phase may a change run, and
 * how does one come back from it? Pure: no database, no clock. Refuses to call the unknown
 * harmless.
 */
@NullMarked
package dev.surefoot.schema.rule;

import org.jspecify.annotations.NullMarked;
