package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.traffic.Token;

import java.io.IOException;
import java.util.Optional;

/** What a change of one route works with. Safe for use by many threads. */
record Tools(Names names, Look look, Speaker speaker, MapFiles files, Lane lane) {
    /**
     * What became of writing the files.
     *
     * @param newer nothing was written, because of this token
     * @param trouble what went wrong, and what to do
     */
    record Saving(Optional<Token> newer, Optional<String> trouble) {}

    /** The token in the files: a reload may have brought back an older one than they have. */
    Token saved() {
        try {
            return Entries.read(names, files.read()).token();
        } catch (IOException e) {
            // Writing them will say so.
            return new Token(0);
        }
    }

    /** Writes the files, unless somebody newer has spoken. */
    Saving save(Lane.Turn turn, Entries entries, MapFiles.Kept kept) {
        try {
            return new Saving(
                    files.write(names, entries, kept, () -> lane.enter(turn)), Optional.empty());
        } catch (IOException e) {
            return new Saving(Optional.empty(), Optional.of(unwritable(e)));
        }
    }

    /** What went wrong when forcing the files to the disk. */
    Optional<String> force() {
        try {
            files.force();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(unwritable(e));
        }
    }

    private static String unwritable(IOException e) {
        return "the map files can't be written, so a reload would bring back what was before: "
                + e
                + "; make room or let the server write there";
    }
}
