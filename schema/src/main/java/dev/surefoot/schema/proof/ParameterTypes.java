package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.statement.AppStatement;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The types that a statement's parameters are sent with. The first run is the one before the
 * change, so its types are those that are kept. Not thread-safe.
 */
final class ParameterTypes {
    private final Typing typing;
    private final Map<String, List<String>> known = new HashMap<>();

    ParameterTypes(Typing typing) {
        this.typing = typing;
    }

    /** Empty where the server is to infer them. */
    List<String> of(AppSession session, AppStatement statement) throws SQLException {
        if (typing == Typing.INFERRED) {
            return List.of();
        }
        if (!known.containsKey(statement.id())) {
            List<String> found = session.inferred(statement);
            known.put(statement.id(), found.stream().map(ParameterTypes::byDriver).toList());
        }
        return Replay.typed(statement, known);
    }

    private static String byDriver(String type) {
        return type.equals("text") ? "varchar" : type;
    }
}
