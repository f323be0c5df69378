package dev.surefoot.postgres;

import com.sun.security.auth.module.UnixSystem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds the account for a directory. Who owns the files decides: root's files need the user
 * namespace (or are handed over where there is none), another user's files need that user.
 *
 * @param root whether this JVM runs as root
 * @param unshare the program that makes a user namespace
 * @param setpriv the program that becomes another user
 * @param accounts names to try, in order, for an unprivileged account
 */
record Privileges(boolean root, String unshare, String setpriv, List<String> accounts) {
    private static final Duration ENOUGH = Duration.ofSeconds(10);
    private static final Path PASSWD = Path.of("/etc/passwd");
    private static final int FIELDS = 4;

    /** What this machine offers. */
    static Privileges here() {
        return new Privileges(
                new UnixSystem().getUid() == 0,
                "unshare",
                "setpriv",
                List.of("surefoot", "postgres", "nobody"));
    }

    /**
     * Chooses an account that can write the directory and run the programs, and gives it what it
     * must own. Call only while no server runs there.
     */
    Attempt<Account> choose(Layout layout, Binaries binaries) throws IOException {
        if (!root) {
            return Attempt.ok(new Account.Ourselves());
        }
        Path owned = layout.hasData() ? layout.data() : layout.root();
        int owner = number(owned, "unix:uid");
        if (owner != 0) {
            Account.Other other =
                    new Account.Other(setpriv, "uid " + owner, owner, number(owned, "unix:gid"));
            // Nothing is handed over here: as root, in a folder that someone else may write to,
            // we change only files that we create.
            return closed(other, layout, binaries)
                    .map(seen -> this.<Account>refused(layout, other.name() + ": " + seen))
                    .orElseGet(() -> Attempt.ok(other));
        }
        Account namespace = new Account.Namespace(unshare);
        Optional<String> closed = closed(namespace, layout, binaries);
        if (closed.isEmpty()) {
            return Attempt.ok(namespace);
        }
        return unprivileged(layout, binaries, "user namespace: " + closed.get());
    }

    private Attempt<Account> unprivileged(Layout layout, Binaries binaries, String namespace)
            throws IOException {
        Optional<Account.Other> other = account();
        if (other.isEmpty()) {
            return refused(layout, namespace + "; no account of " + accounts + " in " + PASSWD);
        }
        other.get().own(layout.root());
        Optional<String> seen = closed(other.get(), layout, binaries);
        if (seen.isPresent()) {
            Account.chown(layout.root(), 0, 0);
            return refused(layout, namespace + "; " + other.get().name() + ": " + seen.get());
        }
        return Attempt.ok(other.get());
    }

    /** What keeps the account from working there; empty if nothing does. */
    private static Optional<String> closed(Account account, Layout layout, Binaries binaries) {
        Command.Result result =
                Command.run(
                        account.command(
                                "sh",
                                "-c",
                                "cd \"$1\" && test -w . && \"$2\" -V",
                                "sh",
                                layout.root().toString(),
                                binaries.program("postgres")),
                        Deadline.in(ENOUGH));
        return result.ok()
                ? Optional.empty()
                : Optional.of("exit code " + result.exit() + " " + result.output());
    }

    private <T> Attempt<T> refused(Layout layout, String seen) {
        return Attempt.no(
                Reason.ROOT_NOT_POSSIBLE,
                "PostgreSQL directory "
                        + layout.root()
                        + ": PostgreSQL does not run as root, and nobody else could run it ("
                        + seen
                        + "): run as an unprivileged user, or choose a directory that such a user"
                        + " can enter, for example below /var/lib");
    }

    private Optional<Account.Other> account() throws IOException {
        List<String> lines = Files.readAllLines(PASSWD, StandardCharsets.ISO_8859_1);
        for (String name : accounts) {
            for (String line : lines) {
                String[] fields = line.split(":", -1);
                if (fields.length > FIELDS && fields[0].equals(name)) {
                    return Optional.of(
                            new Account.Other(
                                    setpriv,
                                    name,
                                    Integer.parseInt(fields[2]),
                                    Integer.parseInt(fields[3])));
                }
            }
        }
        return Optional.empty();
    }

    private static int number(Path path, String attribute) throws IOException {
        return (Integer) Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS);
    }
}
