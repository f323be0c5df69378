package dev.surefoot.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster in the making. It is made beside its place and renamed when it is whole, with our user
 * and our database in it, so a crash in between leaves nothing that looks like a cluster.
 *
 * @param folder where it is made; its own, for what a killed attempt left may still be written to
 */
record NewCluster(
        Layout layout, Path folder, Binaries binaries, Account account, Deadline deadline) {

    /** The first major version whose own C.UTF-8 depends on no library of the system. */
    private static final int BUILTIN_LOCALES = 17;

    /** Makes it; a failure leaves nothing behind. Call only under the start lock. */
    static Attempt<Layout> make(
            Layout layout, Binaries binaries, Account account, Deadline deadline)
            throws IOException {
        NewCluster cluster =
                new NewCluster(layout, layout.unfinished(), binaries, account, deadline);
        boolean done = false;
        try {
            Attempt<Layout> made = cluster.make();
            done = made instanceof Attempt.Ok<Layout>;
            return made;
        } finally {
            if (!done) {
                layout.sweep();
                Files.deleteIfExists(layout.password());
            }
        }
    }

    private Attempt<Layout> make() throws IOException {
        account.own(folder);
        Password.create(layout.password());
        account.own(layout.password());
        // INVARIANT: a cluster on the disk has its password on the disk.
        Layout.sync(layout.root());
        Command.Result result = initdb();
        if (result.ok()) {
            result = createDatabase();
        }
        if (!result.ok()) {
            return failed(result);
        }
        Files.move(folder, layout.data(), StandardCopyOption.ATOMIC_MOVE);
        Layout.sync(layout.root());
        return Attempt.ok(layout);
    }

    private Command.Result initdb() {
        List<String> words = new ArrayList<>();
        words.add(binaries.program("initdb"));
        words.addAll(List.of("-D", folder.toString()));
        words.addAll(List.of("-U", Cluster.USER, "--pwfile=" + layout.password()));
        words.addAll(List.of("--auth=scram-sha-256", "--data-checksums", "--encoding=UTF8"));
        words.add("--locale=C");
        if (binaries.major() >= BUILTIN_LOCALES) {
            words.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        return Command.run(account.command(words.toArray(String[]::new)), deadline);
    }

    /** In single-user mode: the database is there before the cluster has its name. */
    private Command.Result createDatabase() {
        List<String> words =
                account.command(
                        binaries.program("postgres"),
                        "--single",
                        "-D",
                        folder.toString(),
                        "-c",
                        "exit_on_error=on",
                        "postgres");
        return Command.run(words, "CREATE DATABASE " + Cluster.DATABASE + "\n", deadline);
    }

    private Attempt<Layout> failed(Command.Result result) {
        String output = result.output();
        Reason reason = deadline.passed() ? Reason.TIMED_OUT : Trouble.reason(output);
        int tail = Math.max(0, output.length() - LogFolder.TAIL_CHARS);
        return Attempt.no(
                reason,
                "PostgreSQL directory "
                        + layout.root()
                        + ": no cluster could be made there (exit code "
                        + result.exit()
                        + "): "
                        + output.substring(tail)
                        + "; "
                        + Trouble.nextStep(reason));
    }
}
