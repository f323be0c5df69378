/**
 * What may the control plane ask for, and what is it told? The loopback JSON API; it refuses
 * everybody without the directory's token.
 */
@NullMarked
package dev.surefoot.proxy.admin;

import org.jspecify.annotations.NullMarked;
