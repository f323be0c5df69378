/** Rules over facts that a shadow measured. */
@NullMarked
package dev.surefoot.schema.rule;

import org.jspecify.annotations.NullMarked;
