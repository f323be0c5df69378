/** Does the demo's build tell the truth, and do its users ask what they say they ask? */
@NullMarked
package dev.surefoot.demo;

import org.jspecify.annotations.NullMarked;
