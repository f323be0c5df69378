package dev.surefoot.schema.proof.statement;

import java.util.List;
import java.util.Optional;

/**
 * A statement as an application sends it.
 *
 * @param id its name in reports; unique among its kind
 * @param sql with {@code $1}, {@code $2} for parameters
 * @param params in their order
 * @param tx statements with the same one share a transaction; empty: alone
 * @param role as whom it is sent; empty where nobody said
 * @param session the connection it was recorded on; empty for statements that were written by hand
 * @param ends the SQLSTATE that it ended with where it was recorded; {@code 00000} for success
 */
public record AppStatement(
        String id,
        String sql,
        List<Parameter> params,
        Optional<String> tx,
        Optional<String> role,
        Optional<String> session,
        String ends) {

    /** Of a statement that succeeded. */
    public static final String SUCCESS = "00000";

    public AppStatement {
        params = List.copyOf(params);
    }

    /** One alone, with untyped parameters. */
    public static AppStatement of(String id, String sql, Parameter... params) {
        return new AppStatement(
                id,
                sql,
                List.of(params),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SUCCESS);
    }

    /** What kind of statement it is. */
    public SqlKind kind() {
        return SqlKind.of(sql);
    }
}
