/** When a part of a schema change may run. */
@NullMarked
package dev.surefoot.server.schema;

import org.jspecify.annotations.NullMarked;
