package dev.surefoot.postgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;

/**
 * Takes over the server of a directory if one runs: by pid, start instant and working directory
 * first, and then by its own answer to our password.
 */
record Adoption(Layout layout, PostgresSettings settings, Deadline deadline) {
    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    /**
     * A server, or a refusal; empty if nobody holds the directory, which is then ready to start.
     */
    Optional<PostgresStart> attempt() throws IOException {
        while (true) {
            switch (Holder.of(layout.data())) {
                case Holder.Nobody() -> {
                    return Optional.empty();
                }
                case Holder.Dead(long pid) -> {
                    LOG.info("PostgreSQL process {} of {} is gone", pid, layout.root());
                    PidFile.disown(layout.pidFile());
                    return Optional.empty();
                }
                case Holder.Stranger(long pid, String program) -> {
                    LOG.info(
                            "Process {} is {}, not the PostgreSQL of {}",
                            pid,
                            program,
                            layout.root());
                    PidFile.disown(layout.pidFile());
                    return Optional.empty();
                }
                case Holder.Postmaster(PidFile file) -> {
                    Optional<PostgresStart> answer = answer(file, "it does not answer");
                    if (answer.isPresent()) {
                        return answer;
                    }
                }
                case Holder.Unclear(PidFile file, String why) -> {
                    Optional<PostgresStart> answer = answer(file, why);
                    if (answer.isPresent()) {
                        return answer;
                    }
                }
            }
        }
    }

    /** What comes of one look at a live process; empty for another look. */
    private Optional<PostgresStart> answer(PidFile file, String doubt) throws IOException {
        String password = Password.read(layout.password()).orElse("");
        Session.Answer answer =
                file.port() == 0 || file.status().equals("stopping")
                        ? new Session.NotYet("it is " + file.status())
                        : Session.ask(file.port(), password, layout.data());
        return switch (answer) {
            case Session.Ours() -> Optional.of(adopted(file, password));
            case Session.NotOurs(String why) -> Optional.of(notOurs(file, why));
            case Session.NotYet(String why) ->
                    deadline.pause()
                            ? Optional.empty()
                            : Optional.of(notOurs(file, doubt + "; " + why));
        };
    }

    private PostgresStart adopted(PidFile file, String password) {
        int wanted = settings.port().orElse(file.port());
        if (wanted != file.port()) {
            return new PostgresStart.Refused(
                    Reason.OTHER_PORT,
                    "PostgreSQL directory "
                            + layout.root()
                            + " is served on port "
                            + file.port()
                            + " by process "
                            + file.pid()
                            + ", and port "
                            + wanted
                            + " was asked for: stop that server, or ask for no port");
        }
        Optional<Running> process = Running.find(file.pid());
        return process.isPresent()
                ? new PostgresStart.Adopted(
                        new EmbeddedPostgres(layout, file, process.get(), password))
                : notOurs(file, "it ended just now");
    }

    private PostgresStart.Refused notOurs(PidFile file, String why) {
        return new PostgresStart.Refused(
                Reason.NOT_OURS,
                "PostgreSQL directory "
                        + layout.root()
                        + " is held by process "
                        + file.pid()
                        + " (port "
                        + file.port()
                        + "), which did not prove to be ours within "
                        + settings.startTimeout()
                        + ": "
                        + why
                        + ". Stop that process, then start again");
    }

    /** Waits until the server that was just started says that it is ours. */
    static Attempt<EmbeddedPostgres> proven(Layout layout, PidFile file, Deadline deadline)
            throws IOException {
        String password = Password.read(layout.password()).orElse("");
        Session.Answer answer = Session.ask(file.port(), password, layout.data());
        while (answer instanceof Session.NotYet && deadline.pause()) {
            answer = Session.ask(file.port(), password, layout.data());
        }
        Optional<Running> process = Running.find(file.pid());
        if (answer instanceof Session.Ours && process.isPresent()) {
            return Attempt.ok(new EmbeddedPostgres(layout, file, process.get(), password));
        }
        // We started it, so a refusal must not leave it running.
        process.ifPresent(started -> Shutdown.PATIENT.of(started, layout));
        return Attempt.no(
                Reason.FAILED,
                "PostgreSQL directory "
                        + layout.root()
                        + ": process "
                        + file.pid()
                        + " was started and does not answer as it should: "
                        + answer
                        + "; see "
                        + layout.log());
    }
}
