/**
 * May a folder of migrations be released as it stands? Puts all other questions of this library
 * together and says yes, no, or what is missing. Refuses to pass what it could not find out.
 */
@NullMarked
package dev.surefoot.schema.check;

import org.jspecify.annotations.NullMarked;
