@NullMarked
package dev.surefoot.server.calibration;

import org.jspecify.annotations.NullMarked;
