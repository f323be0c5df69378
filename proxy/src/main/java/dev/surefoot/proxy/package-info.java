/** The embedded data plane: shares, cohorts, counters; outlives the server. */
@NullMarked
package dev.surefoot.proxy;

import org.jspecify.annotations.NullMarked;
