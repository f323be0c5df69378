@NullMarked
package dev.surefoot.schema;

import org.jspecify.annotations.NullMarked;
