/**
 * On what is it measured? A whole stack, the shop's first version serving everyone in production.
 * Uses the commands' API as CI would; refuses to reach into the server.
 */
@NullMarked
package dev.surefoot.bench.stage;

import org.jspecify.annotations.NullMarked;
