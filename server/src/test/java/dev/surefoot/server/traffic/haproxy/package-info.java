@NullMarked
package dev.surefoot.server.traffic.haproxy;

import org.jspecify.annotations.NullMarked;
