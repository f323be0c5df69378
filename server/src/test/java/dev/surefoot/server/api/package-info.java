/** Tests of the API's description. */
@NullMarked
package dev.surefoot.server.api;

import org.jspecify.annotations.NullMarked;
