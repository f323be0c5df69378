package dev.surefoot.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Starts the server of a cluster that nobody holds. It runs in a session of its own ({@code pg_ctl}
 * sees to that on each platform), with no file of ours open, so it outlives this JVM whatever kills
 * it.
 *
 * @param account who runs it
 * @param settings the caller's: the port asked for, and options of the server
 */
record Launcher(
        Layout layout,
        Binaries binaries,
        Account account,
        PostgresSettings settings,
        Deadline deadline) {

    /** How often a port that was free a moment ago may turn out to be taken. */
    private static final int PORTS_TRIED = 5;

    private static final String ORPHANS = "pre-existing shared memory block";

    Attempt<PidFile> launch() throws IOException {
        prepareLog();
        ServerConfig.write(layout.data(), account);
        Attempt<PidFile> last = once();
        for (int tries = 1; again(last, tries); tries++) {
            last = once();
        }
        return last;
    }

    private boolean again(Attempt<PidFile> last, int tries) {
        if (!(last instanceof Attempt.No<PidFile> no)) {
            return false;
        }
        if (no.message().contains(ORPHANS)) {
            // Backends whose postmaster was killed end by themselves, at their next wait.
            return deadline.pause();
        }
        return no.reason() == Reason.PORT_IN_USE
                && settings.port().isEmpty()
                && tries < PORTS_TRIED;
    }

    private Attempt<PidFile> once() throws IOException {
        Optional<Integer> chosen = choosePort();
        if (chosen.isEmpty()) {
            return Attempt.no(
                    Reason.PORT_IN_USE,
                    "PostgreSQL directory "
                            + layout.root()
                            + ": port "
                            + settings.port().orElse(0)
                            + " of 127.0.0.1 is taken by another program: "
                            + Trouble.nextStep(Reason.PORT_IN_USE));
        }
        Path startup = LogFolder.startup(layout.log());
        Files.deleteIfExists(startup);
        Command.Result result =
                Command.in(
                        layout.root(),
                        // Relative: pg_ctl hands these to a shell without quoting them.
                        account.command(
                                binaries.program("pg_ctl"),
                                "start",
                                "-w",
                                "-s",
                                "-t",
                                Long.toString(Math.max(1, deadline.left().toSeconds())),
                                "-D",
                                layout.root().relativize(layout.data()).toString(),
                                "-l",
                                layout.root().relativize(startup).toString(),
                                "-o",
                                ServerConfig.options(layout, chosen.get(), settings.options())),
                        Deadline.in(deadline.left().plusSeconds(2)));
        Optional<PidFile> file = PidFile.read(layout.pidFile());
        if (result.ok() && file.isPresent()) {
            return Attempt.ok(file.get());
        }
        return failed(result, chosen.get());
    }

    private Attempt<PidFile> failed(Command.Result result, int chosen) throws IOException {
        String said = result.output() + "\n" + LogFolder.tail(layout.log());
        boolean late = Holder.of(layout.data()) instanceof Holder.Postmaster;
        Reason reason = late ? Reason.TIMED_OUT : Trouble.reason(said);
        return Attempt.no(
                reason,
                "PostgreSQL directory "
                        + layout.root()
                        + ", port "
                        + chosen
                        + ": the server "
                        + (late ? "is still starting and was left to it" : "did not start")
                        + ": "
                        + said.strip()
                        + "; "
                        + Trouble.nextStep(reason));
    }

    private void prepareLog() throws IOException {
        if (!Files.isDirectory(layout.log())) {
            Files.createDirectory(layout.log(), Layout.PRIVATE_FOLDER);
            account.own(layout.log());
        }
        LogFolder.prune(layout.log());
    }

    /** The port asked for if nobody has it, or any free one. */
    private Optional<Integer> choosePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback, settings.port().orElse(0)));
            return Optional.of(socket.getLocalPort());
        } catch (java.net.BindException e) {
            return Optional.empty();
        }
    }
}
