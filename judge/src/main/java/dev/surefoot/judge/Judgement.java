package dev.surefoot.judge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The judge's answer to all windows so far, with what it rests on. */
public sealed interface Judgement {
    /** What the answer rests on. */
    Evidence evidence();

    /** Not worse by the margin, or below the ceiling; wrong with chance at most β. */
    record Promote(Evidence evidence) implements Judgement {}

    /** Worse, or a rail was touched; final. */
    record Rollback(Culprit culprit, Evidence evidence) implements Judgement {}

    /**
     * Neither yet.
     *
     * @param eta time until a version as good as the baseline would be promoted at this traffic
     */
    record Hold(HoldReason reason, Optional<Duration> eta, Evidence evidence)
            implements Judgement {}

    /**
     * The deadline came first; never a pass.
     *
     * @param options what people can do now, each a sentence
     */
    record Inconclusive(InconclusiveReason reason, List<String> options, Evidence evidence)
            implements Judgement {
        /** Copies the options. */
        public Inconclusive {
            options = List.copyOf(options);
        }
    }
}
