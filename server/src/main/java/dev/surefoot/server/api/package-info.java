/**
 * What can be asked over HTTP? JSON records and routes under /api/v1. Refuses to decide anything.
 */
@NullMarked
package dev.surefoot.server.api;

import org.jspecify.annotations.NullMarked;
