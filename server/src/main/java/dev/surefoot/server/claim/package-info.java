/** What was found out about a digest? Raw bytes and claims as the evidence library gives them. */
@NullMarked
package dev.surefoot.server.claim;

import org.jspecify.annotations.NullMarked;
