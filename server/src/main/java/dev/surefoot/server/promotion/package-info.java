/**
 * How does one candidate reach one environment, and come back? The one aggregate of a deployment.
 * Refuses to expose what no gate admitted or what has no way back.
 */
@NullMarked
package dev.surefoot.server.promotion;

import org.jspecify.annotations.NullMarked;
