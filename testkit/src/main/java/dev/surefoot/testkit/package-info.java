/** What every module's tests share: requirements, foreign test data, real parts. */
@NullMarked
package dev.surefoot.testkit;

import org.jspecify.annotations.NullMarked;
