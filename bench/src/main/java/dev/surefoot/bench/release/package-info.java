/**
 * Do bad versions go back early, and do good ones reach everyone? Many releases on one stack.
 * Refuses to believe one count: the judge, the proxy and the users are compared.
 */
@NullMarked
package dev.surefoot.bench.release;

import org.jspecify.annotations.NullMarked;
