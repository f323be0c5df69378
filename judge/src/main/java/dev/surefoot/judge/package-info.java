/** Is the canary worse, and how far may exposure go? Pure; no dependency of weight. */
@NullMarked
package dev.surefoot.judge;

import org.jspecify.annotations.NullMarked;
