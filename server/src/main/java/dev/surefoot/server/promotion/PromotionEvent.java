package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Share;

import java.time.Instant;
import java.util.Optional;

/**
 * One step of a promotion's story.
 *
 * @param ordinal dense from 1
 * @param share the new version's share, where the state has one
 * @param why in words for people
 */
public record PromotionEvent(
        long ordinal, Instant at, String state, Optional<Share> share, String why) {}
