package dev.surefoot.bench.backfill;

import java.time.Duration;

/**
 * What is tried.
 *
 * @param rows of the table
 * @param key of the table
 * @param everyMs between an answer and the next question of a reader or writer
 * @param budget how long anybody may wait
 */
public record Setting(int rows, ShopDatabase.Key key, int everyMs, Duration budget) {}
