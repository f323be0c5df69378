/**
 * What do clients notice while traffic is shifted, and how long does a bad version go on getting
 * requests? Refuses to hide an error behind a client's retry.
 */
@NullMarked
package dev.surefoot.bench.shifting;

import org.jspecify.annotations.NullMarked;
