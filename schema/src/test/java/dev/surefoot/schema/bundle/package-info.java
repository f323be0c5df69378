/** A version's share of the database, packed and unpacked. */
@NullMarked
package dev.surefoot.schema.bundle;

import org.jspecify.annotations.NullMarked;
