package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.traffic.Token;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Changes one route's entries, in the files and at run time. Safe for use by many threads. */
final class Writer {
    private static final Map<String, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Names names;
    private final RuntimeApi api;
    private final MapFiles files;

    Writer(Names names, RuntimeApi api, MapFiles files) {
        this.names = names;
        this.api = api;
        this.files = files;
    }

    /** Waits until no other thread of this server changes the same route. */
    Turn turn() {
        ReentrantLock lock =
                LOCKS.computeIfAbsent(
                        files.words() + " " + names.prefix(), absent -> new ReentrantLock());
        lock.lock();
        return new Turn(lock);
    }

    /** The right to write, until closed. */
    final class Turn implements AutoCloseable {
        private final ReentrantLock lock;

        private Turn(ReentrantLock lock) {
            this.lock = lock;
        }

        /**
         * The newest token that HAProxy or the files know: a reload may have brought back older.
         */
        Token newest(Entries.Read seen) {
            Token running = token(seen);
            Token saved = saved().map(Writer::token).orElse(new Token(0));
            return running.value() > saved.value() ? running : saved;
        }

        /**
         * Files first, then HAProxy. But taking traffic back waits for no disk: then the files are
         * only forced to it at the end, and where they can't be written HAProxy is told all the
         * same.
         *
         * @return what went wrong
         */
        Optional<String> write(Seen.Whole before, Entries target) {
            boolean divided = target.split().divided();
            Optional<String> unsaved =
                    save(
                            () ->
                                    files.write(
                                            names,
                                            target,
                                            divided
                                                    ? MapFiles.Kept.OVER_A_POWER_CUT
                                                    : MapFiles.Kept.OVER_A_RELOAD));
            if (unsaved.isPresent() && divided) {
                return unsaved;
            }
            List<String> commands = new ArrayList<>();
            target.lease().ifPresent(held -> commands.add(grant(held.id())));
            commands.addAll(new Script(names, files).of(before.texts(), target));
            Optional<String> trouble = tell(commands).or(() -> unsaved);
            return divided ? trouble : trouble.or(() -> save(files::force));
        }

        /**
         * Gives a lease its whole time anew, if it is alive.
         *
         * @return false if it has lapsed, or nobody can say
         */
        boolean renew(String id) {
            String show = "show table " + names.table() + " key " + id;
            if (api.ask(List.of(show, grant(id)))
                    instanceof RuntimeApi.Reply.Answer(List<String> texts)) {
                if (Look.ids(texts.getFirst()).contains(id)) {
                    return texts.get(1).isEmpty();
                }
                // It lapsed since it was looked at, and was just made anew: take it back at once.
                tell(List.of("clear table " + names.table() + " key " + id));
            }
            return false;
        }

        /** Makes sure that a lease that has lapsed stays so, also if a reload brings it back. */
        void letLapse(Seen.Whole before, Entries entries) {
            Entries lapsed = entries.lapsed();
            if (!lapsed.equals(entries)) {
                write(before, lapsed);
            }
        }

        @Override
        public void close() {
            lock.unlock();
        }
    }

    private Optional<Entries.Read> saved() {
        try {
            return Optional.of(Entries.read(names, files.read()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Something done to the files. */
    @FunctionalInterface
    private interface Saving {
        void run() throws IOException;
    }

    private static Optional<String> save(Saving saving) {
        try {
            saving.run();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "the map files can't be written, so a reload would bring back what was before: "
                            + e
                            + "; make room or let the server write there");
        }
    }

    private static Token token(Entries.Read read) {
        return switch (read) {
            case Entries.Read.Absent() -> new Token(0);
            case Entries.Read.Broken(String why, Optional<Token> token) ->
                    token.orElse(new Token(0));
            case Entries.Read.Whole(Entries entries) -> entries.token();
        };
    }

    private String grant(String id) {
        return "set table " + names.table() + " key " + id + " data.gpt0 1";
    }

    private Optional<String> tell(List<String> commands) {
        if (commands.isEmpty()) {
            return Optional.empty();
        }
        return switch (api.ask(commands)) {
            case RuntimeApi.Reply.Nothing(String why) -> Optional.of(why);
            case RuntimeApi.Reply.Answer(List<String> texts) -> complaint(commands, texts);
        };
    }

    /** HAProxy answers success with silence. */
    private static Optional<String> complaint(List<String> commands, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            if (!texts.get(i).isBlank()) {
                return Optional.of(
                        "HAProxy says \""
                                + texts.get(i).strip()
                                + "\" to "
                                + commands.get(i)
                                + "; is its socket of level admin?");
            }
        }
        return Optional.empty();
    }
}
