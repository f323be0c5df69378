package dev.surefoot.server.promotion;

import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.runtime.Place;
import dev.surefoot.server.runtime.Running;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The tables in memory, with the same guarantees: one lane, one waiting, one baseline. */
final class MemoryRecords implements Records {
    final Map<UUID, Promotion> promotions = new LinkedHashMap<>();
    final Map<UUID, List<PromotionEvent>> events = new HashMap<>();
    final Map<Place, Running> running = new LinkedHashMap<>();
    private final Map<UUID, JudgeCheckpoint> checkpoints = new HashMap<>();
    long ownership;
    private long token;
    private long entries;

    @Override
    public long takeOver() {
        return ++ownership;
    }

    long nextToken() {
        return ++token;
    }

    @Override
    public Promotions promotions(Life life, long as) {
        return new LivingPromotions(
                new MemoryPromotions(this, as),
                new LivingPromotions.Around() {
                    @Override
                    public synchronized <T> T call(Supplier<T> call) {
                        life.statement();
                        T result = call.get();
                        life.after("a statement");
                        return result;
                    }
                });
    }

    @Override
    public JudgeCheckpoints checkpoints(Life life) {
        return new JudgeCheckpoints() {
            @Override
            public void save(UUID promotion, JudgeCheckpoint checkpoint) {
                life.statement();
                checkpoints.put(promotion, checkpoint);
            }

            @Override
            public Optional<JudgeCheckpoint> find(UUID promotion) {
                life.statement();
                return Optional.ofNullable(checkpoints.get(promotion));
            }
        };
    }

    /** Writes a promotion with its step and its entry, or refuses as the unique indexes do. */
    void write(Promotion promotion, String why) {
        for (Promotion other : promotions.values()) {
            if (!other.id().equals(promotion.id()) && samePlace(other, promotion)) {
                refuseIfBoth(other, promotion);
            }
        }
        promotions.put(promotion.id(), promotion);
        events.computeIfAbsent(promotion.id(), id -> new ArrayList<>())
                .add(
                        new PromotionEvent(
                                promotion.version(),
                                PromotionRow.changedAt(promotion),
                                promotion.state().label(),
                                PromotionRow.share(promotion.state()),
                                why));
        entries++;
    }

    private static void refuseIfBoth(Promotion a, Promotion b) {
        boolean lanes = holdsLane(a) && holdsLane(b);
        boolean waits = waits(a) && waits(b);
        if (lanes || waits) {
            throw new IllegalStateException(a + " and " + b + " are in one lane");
        }
    }

    static boolean samePlace(Promotion a, Promotion b) {
        return a.subject().service().equals(b.subject().service())
                && a.subject().environment().equals(b.subject().environment());
    }

    static boolean waits(Promotion promotion) {
        return promotion.state() instanceof PromotionState.Requested;
    }

    static boolean holdsLane(Promotion promotion) {
        return !waits(promotion) && !promotion.state().ended();
    }

    void put(Running row) {
        Slot other = row.place().slot().other();
        Place beside = new Place(row.place().service(), row.place().environment(), other);
        Running there = running.get(beside);
        if (row.purpose() == Running.Purpose.BASELINE
                && there != null
                && there.purpose() == Running.Purpose.BASELINE) {
            throw new IllegalStateException(row + " and " + there + " are both the baseline");
        }
        running.put(row.place(), row);
    }

    List<Running> cooled(Instant at) {
        List<Running> over =
                running.values().stream()
                        .filter(
                                row ->
                                        row.warmUntil()
                                                .filter(until -> until.isBefore(at))
                                                .isPresent())
                        .toList();
        over.forEach(row -> running.remove(row.place()));
        entries += over.size();
        return over;
    }

    @Override
    public void add(Candidate candidate, long size) {
        entries++;
    }

    @Override
    public long[] ledger() {
        return new long[] {entries, entries, entries};
    }

    @Override
    public void clear() {
        promotions.clear();
        events.clear();
        running.clear();
        checkpoints.clear();
    }
}
