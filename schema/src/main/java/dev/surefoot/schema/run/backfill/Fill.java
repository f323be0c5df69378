package dev.surefoot.schema.run.backfill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A backfill as it stands.
 *
 * @param relation its table
 * @param pass from 1
 * @param cursor the key up to which this pass has come; empty at its start
 * @param done rows walked over in this pass
 * @param total rows to walk over, as estimated
 * @param changed rows that were filled in all passes
 * @param left rows that the last verification found not right
 * @param batch rows of the next batch
 * @param rates rows a second of the last batches
 * @param note why it is paused or failed
 * @param askedToPause by whom and why, if somebody did
 */
public record Fill(
        String id,
        String path,
        String relation,
        State state,
        int pass,
        Optional<List<String>> cursor,
        long done,
        long total,
        long changed,
        Optional<Long> left,
        int batch,
        List<Double> rates,
        Optional<String> note,
        Optional<String> askedToPause,
        Duration paused) {

    /** How far it is. */
    public enum State {
        WAITING,
        RUNNING,
        PAUSED,
        VERIFYING,
        VERIFIED,
        FAILED
    }

    public Fill {
        rates = List.copyOf(rates);
    }

    /** How long this pass will still take; empty while too little is known. */
    public Optional<Eta> eta() {
        return switch (state) {
            case VERIFIED -> Optional.of(new Eta(Duration.ZERO, Duration.ZERO));
            case WAITING, RUNNING, PAUSED, VERIFYING, FAILED ->
                    Eta.of(Math.max(0, total - done), rates);
        };
    }
}
