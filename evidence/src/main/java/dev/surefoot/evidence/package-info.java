/** What is known about a digest, and can it be believed? */
@NullMarked
package dev.surefoot.evidence;

import org.jspecify.annotations.NullMarked;
