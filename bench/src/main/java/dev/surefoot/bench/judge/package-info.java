/** What does one look of the judge cost? JMH, beside an empty pass in the same run. */
@NullMarked
package dev.surefoot.bench.judge;

import org.jspecify.annotations.NullMarked;
