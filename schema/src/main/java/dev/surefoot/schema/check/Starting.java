package dev.surefoot.schema.check;

import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowFailure;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A shadow that starts while something else is done. Closing waits for it and stops it. */
final class Starting implements AutoCloseable {
    private final FutureTask<Shadow> task;

    private Starting(FutureTask<Shadow> task) {
        this.task = task;
    }

    /** Begins to start the one that a check needs. */
    static Starting of(CheckRequest request) {
        CheckRequest.Production production = request.production();
        return of(
                () ->
                        request.measuresTime()
                                ? Shadow.start(production.source(), production.settings())
                                : Shadow.startForgetful(
                                        production.source(), production.settings()));
    }

    static Starting of(Callable<Shadow> start) {
        FutureTask<Shadow> task = new FutureTask<>(start);
        Thread thread = new Thread(task, "surefoot-shadow-start");
        thread.setDaemon(true);
        thread.start();
        return new Starting(task);
    }

    /**
     * The shadow, once it runs.
     *
     * @throws ShadowFailure if it did not start
     */
    Shadow shadow() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ShadowFailure failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                // As without memory: no matter of the shadow's.
                throw error;
            }
            throw new ShadowFailure("the shadow did not start: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShadowFailure("interrupted while the shadow started", e);
        }
    }

    @Override
    public void close() {
        try {
            shadow().close();
        } catch (ShadowFailure _) {
            // There is none; whoever needed it has been told.
        }
    }
}
