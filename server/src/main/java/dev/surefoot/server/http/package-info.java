/**
 * How do requests come in? The only place, with the edges, that knows the web server. Refuses
 * requests without a token.
 */
@NullMarked
package dev.surefoot.server.http;

import org.jspecify.annotations.NullMarked;
