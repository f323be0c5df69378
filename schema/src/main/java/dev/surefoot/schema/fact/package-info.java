/**
 * What did a statement do, as measured on a database? Facts only: none of them is guessed from a
 * statement's text, and none says whether it is good.
 */
@NullMarked
package dev.surefoot.schema.fact;

import org.jspecify.annotations.NullMarked;
