/** How are results shown to people? Makes a page of the results file alone; measures nothing. */
@NullMarked
package dev.surefoot.bench.decisions.page;

import org.jspecify.annotations.NullMarked;
