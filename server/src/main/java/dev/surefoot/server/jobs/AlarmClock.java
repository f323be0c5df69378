package dev.surefoot.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

/**
 * Runs recurring duties, also those that fell due while the server was down. A duty that throws is
 * logged and runs again at its next time.
 */
public final class AlarmClock implements AutoCloseable {
    private static final Duration POLLING = Duration.ofSeconds(2);
    private static final Duration SHUTDOWN = Duration.ofSeconds(5);
    private static final int THREADS = 2;

    private final Scheduler scheduler;

    private AlarmClock(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Something to do again and again. */
    public record Duty(String name, Duration every, Runnable work) {}

    /** An alarm clock that runs from now on. */
    public static AlarmClock start(DataSource database, List<Duty> duties) {
        List<RecurringTask<Void>> tasks = duties.stream().map(AlarmClock::task).toList();
        Scheduler scheduler =
                Scheduler.create(database)
                        .startTasks(tasks)
                        .threads(THREADS)
                        .pollingInterval(POLLING)
                        .shutdownMaxWait(SHUTDOWN)
                        .build();
        scheduler.start();
        return new AlarmClock(scheduler);
    }

    @Override
    public void close() {
        scheduler.stop();
    }

    private static RecurringTask<Void> task(Duty duty) {
        return Tasks.recurring(duty.name(), FixedDelay.of(duty.every()))
                .execute((instance, context) -> duty.work().run());
    }
}
