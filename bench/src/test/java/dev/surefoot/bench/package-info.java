/** Tests of what the measurements count and compare; nothing is timed here. */
@NullMarked
package dev.surefoot.bench;

import org.jspecify.annotations.NullMarked;
