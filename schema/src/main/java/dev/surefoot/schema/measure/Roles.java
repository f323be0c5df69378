package dev.surefoot.schema.measure;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.shadow.Shadow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Roles that a file speaks of. They belong to the server, not to a database: those that are missing
 * are made, and those that an earlier trial left are not made again.
 */
final class Roles {
    /** Enough for any file; a server that still misses one is not to be helped. */
    private static final int MOST = 50;

    private static final Pattern THERE = Pattern.compile("role \"(.+)\" already exists");

    private final Shadow shadow;
    private final List<String> made = new ArrayList<>();

    Roles(Shadow shadow) {
        this.shadow = shadow;
    }

    List<String> made() {
        return List.copyOf(made);
    }

    /** Makes the role that an error misses; false if it misses none. */
    boolean helped(SqlError error) {
        Optional<String> name = Missing.role(error);
        if (name.isEmpty() || made.contains(name.get()) || made.size() >= MOST) {
            return false;
        }
        shadow.makeRole(name.get());
        made.add(name.get());
        return true;
    }

    /** The role that a statement would make and that an earlier trial made. */
    Optional<String> leftBehind(SqlError error, String sql) {
        return Word.of(sql) == Word.CREATE_ROLE
                ? there(error).filter(shadow::madeHere)
                : Optional.empty();
    }

    private static Optional<String> there(SqlError error) {
        Matcher matcher = THERE.matcher(error.message());
        return error.sqlState().equals("42710") && matcher.find()
                ? Optional.of(matcher.group(1))
                : Optional.empty();
    }
}
