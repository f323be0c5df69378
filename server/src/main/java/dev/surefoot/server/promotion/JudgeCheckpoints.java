package dev.surefoot.server.promotion;

import java.util.Optional;
import java.util.UUID;

/** What the judge knows, kept over restarts; {@link JudgeStore} keeps it in the database. */
public interface JudgeCheckpoints {
    /** Replaces the promotion's checkpoint. */
    void save(UUID promotion, JudgeCheckpoint checkpoint);

    /** The promotion's checkpoint, if it was ever judged. */
    Optional<JudgeCheckpoint> find(UUID promotion);
}
