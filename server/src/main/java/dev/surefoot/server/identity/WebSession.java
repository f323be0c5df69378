package dev.surefoot.server.identity;

import java.time.Instant;

/**
 * Somebody who is signed in to the pages.
 *
 * @param formToken what each form carries back; only pages of this session know it
 */
public record WebSession(Caller caller, String formToken, Instant expiresAt) {}
