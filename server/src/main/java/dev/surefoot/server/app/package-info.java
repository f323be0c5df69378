/** How is it all put together? The only place that constructs stores and workers. */
@NullMarked
package dev.surefoot.server.app;

import org.jspecify.annotations.NullMarked;
