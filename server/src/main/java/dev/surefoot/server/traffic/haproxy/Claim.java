package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.traffic.Token;

import java.io.IOException;
import java.util.Optional;

/**
 * Takes a route over: who holds an older token may change nothing any more. How requests are
 * divided stays as it is, in HAProxy and in the files, also where these differ. Errors are answers.
 */
final class Claim {
    private final Tools tools;

    Claim(Tools tools) {
        this.tools = tools;
    }

    /** The newest token that HAProxy or the files know; empty if one of them can't be read. */
    Optional<Token> newest() {
        try {
            Token saved = Entries.read(tools.names(), tools.files().read()).token();
            return tools.look().glance() instanceof Glance.Maps maps
                    ? Optional.of(later(maps.read().token(), saved))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Token later(Token one, Token other) {
        return one.value() > other.value() ? one : other;
    }

    /** Whether HAProxy and the files have the token now. */
    boolean refuseOlder(Token token) {
        Lane.Turn turn = tools.lane().arrive(token);
        return tools.lane().speak(() -> told(turn)) && saved(turn);
    }

    private boolean told(Lane.Turn turn) {
        return tools.lane().enter(turn).isEmpty()
                && tools.look().glance() instanceof Glance.Maps maps
                && maps.read() instanceof Entries.Read.Whole(Entries entries)
                && entries.token().value() <= turn.token().value()
                && tools.speaker()
                        .tell(maps.texts(), entries.by(turn.token()), Optional.empty())
                        .isEmpty();
    }

    private boolean saved(Lane.Turn turn) {
        try {
            if (!(Entries.read(tools.names(), tools.files().read())
                    instanceof Entries.Read.Whole(Entries entries))) {
                return false;
            }
            Tools.Saving saving =
                    tools.save(turn, entries.by(turn.token()), MapFiles.Kept.OVER_A_POWER_CUT);
            return saving.newer().isEmpty() && saving.trouble().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
