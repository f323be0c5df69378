/**
 * What is the way back, and is it there? Plans computed before exposure, and the phases of going
 * back.
 */
@NullMarked
package dev.surefoot.server.rollback;

import org.jspecify.annotations.NullMarked;
