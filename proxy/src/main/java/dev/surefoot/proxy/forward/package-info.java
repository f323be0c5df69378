/**
 * Which instance serves this request, and how did it end? Buckets, slots, connections, counters.
 * The hot path takes no lock. It refuses to send a request twice: once a byte may have reached an
 * instance, that instance's answer is the answer.
 */
@NullMarked
package dev.surefoot.proxy.forward;

import org.jspecify.annotations.NullMarked;
