/** The commands people type. */
@NullMarked
package dev.surefoot.cli;

import org.jspecify.annotations.NullMarked;
