/** Are rules shown what a metrics server would show them? */
@NullMarked
package dev.surefoot.bench.decisions.rule;

import org.jspecify.annotations.NullMarked;
