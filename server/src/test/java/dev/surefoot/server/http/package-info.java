/** Tests of how requests come in. */
@NullMarked
package dev.surefoot.server.http;

import org.jspecify.annotations.NullMarked;
