/**
 * How does a version's share of the database travel with it? Migrations, recorded statements and
 * jobs as one file with one digest. Refuses what would leave the folder that it is unpacked into.
 */
@NullMarked
package dev.surefoot.schema.bundle;

import org.jspecify.annotations.NullMarked;
