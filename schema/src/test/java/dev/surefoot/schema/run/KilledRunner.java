package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.backfill.Fill;
import dev.surefoot.schema.run.backfill.FillLimits;
import dev.surefoot.schema.run.target.Target;

import java.time.Duration;
import java.util.Set;

/** A process that runs a change to its end, until somebody kills it. */
final class KilledRunner {
    private KilledRunner() {}

    static final int ROWS = 4_000;

    static MigrationSet change() {
        return Folders.flyway()
                .file(
                        "1",
                        Folders.Head.of(Phase.EXPAND)
                                .sync("app.users", "name", "full_name", "name", "full_name"),
                        """
                        alter table app.users add column full_name text;
                        insert into app.marks values ('expanded');
                        create index concurrently users_email on app.users (email);
                        create unique index concurrently on app.users (email, id);
                        insert into app.marks values ('indexed');
                        """)
                .file(
                        "2",
                        Folders.Head.of(Phase.BACKFILL)
                                .fill("app.users", "id", "full_name = name", ""),
                        "insert into app.marks values ('filled');\n")
                .file(
                        "3",
                        Folders.Head.of(Phase.CONTRACT),
                        """
                        insert into app.marks values ('contracting');
                        alter table app.users drop column name;
                        drop index concurrently app.users_email;
                        insert into app.marks values ('contracted');
                        """)
                .set();
    }

    static RunOptions options() {
        FillLimits slow =
                new FillLimits(
                        40,
                        40,
                        40,
                        Duration.ofMillis(250),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(200),
                        0.25,
                        Duration.ofMinutes(5));
        return RunOptions.usual("killed").with(Limits.USUAL, slow);
    }

    /** Says once that it works: until then it only gets hold of the target. */
    private static final class Ready implements Progress {
        private boolean said;

        @Override
        public void step(String path, String where) {
            say();
        }

        @Override
        public void fill(Fill fill) {
            say();
        }

        private void say() {
            if (!said) {
                System.out.println("READY");
                said = true;
            }
        }
    }

    /** The target's address; says when it starts and how it ended. */
    public static void main(String[] arguments) throws InterruptedException {
        SchemaRunner runner =
                new SchemaRunner(new Target(arguments[0]), change(), options(), new Ready());
        Outcome outcome = runner.expand();
        if (outcome instanceof Outcome.Done) {
            outcome = runner.backfill();
        }
        if (outcome instanceof Outcome.Done) {
            outcome =
                    runner.contract(new Gone("a test", "there are none", Set.of(), Set.of("shop")));
        }
        System.out.println(
                outcome instanceof Outcome.Done ? "DONE" : "ENDED " + Outcomes.words(outcome));
    }
}
