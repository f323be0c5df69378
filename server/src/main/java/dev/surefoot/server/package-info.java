/** The control plane: candidates, gates, promotions, rollouts, rollback, API. */
@NullMarked
package dev.surefoot.server;

import org.jspecify.annotations.NullMarked;
