/** What may be promoted? Artifact and source, immutable once created. */
@NullMarked
package dev.surefoot.server.candidate;

import org.jspecify.annotations.NullMarked;
