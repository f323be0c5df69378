package dev.surefoot.postgres;

import java.io.IOException;
import java.nio.file.Path;

/** A JVM of its own that starts a server, says so, and waits to be killed or let go. */
final class StarterMain {
    private StarterMain() {}

    public static void main(String[] arguments) throws IOException {
        PostgresStart start =
                EmbeddedPostgres.start(
                        Servers.settings(Path.of(arguments[0])), Path.of(arguments[1]));
        System.out.println(
                switch (start) {
                    case PostgresStart.Started(EmbeddedPostgres it) -> "STARTED " + it.pid();
                    case PostgresStart.Adopted(EmbeddedPostgres it) -> "ADOPTED " + it.pid();
                    case PostgresStart.Refused(Reason reason, String message) ->
                            "REFUSED " + reason + " " + message;
                });
        System.in.read();
    }
}
