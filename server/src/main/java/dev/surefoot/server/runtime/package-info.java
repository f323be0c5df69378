/**
 * What runs where, which bytes, and is it healthy? Starts, observes and stops the instances of a
 * slot. Refuses bytes of another digest, ports that are taken, and to touch a process it did not
 * start. Knows nothing of traffic: whoever stops a slot has drained it first.
 */
@NullMarked
package dev.surefoot.server.runtime;

import org.jspecify.annotations.NullMarked;
