/** Statements measured on real databases. */
@NullMarked
package dev.surefoot.schema.measure;

import org.jspecify.annotations.NullMarked;
