/** Do the pages work for people? In a real browser, on a real server with real promotions. */
@NullMarked
package dev.surefoot.browser;

import org.jspecify.annotations.NullMarked;
