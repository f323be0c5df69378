package shop;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Customers in PostgreSQL, in the tables that {@code db/migration} makes. */
final class CustomersInDatabase implements Customers {
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    // What stands here stands in db/statements.jsonl as well, for the check of the next migration.
    // Rows that the backfill has not reached have their name in the old column only, which later
    // is gone: hence by its key in the row, which is no error then.
    private static final String FIND =
            """
            SELECT coalesce(c.full_name, to_jsonb(c) ->> 'name') AS full_name,
                c.email,
                (SELECT count(*) FROM shop.orders o WHERE o.customer_id = c.id) AS orders
            FROM shop.customers c WHERE c.id = ?
            """;
    private static final String REGISTER =
            "INSERT INTO shop.customers (full_name, email) VALUES (?, ?) RETURNING id";
    private static final String RENAME =
            "UPDATE shop.customers SET full_name = ? WHERE id = ?";
    private static final String ORDER =
            """
            INSERT INTO shop.orders (customer_id, items, total_cents)
            VALUES (?, ?, ?) RETURNING id
            """;

    private final Connections connections;

    CustomersInDatabase(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Optional<Customer> find(long id) throws InterruptedException {
        return connections.run(
                FIND,
                find -> {
                    find.setLong(1, id);
                    try (ResultSet row = find.executeQuery()) {
                        return row.next() ? Optional.of(customer(row)) : Optional.empty();
                    }
                });
    }

    @Override
    public long register(String name, Optional<String> email) throws InterruptedException {
        return connections.run(
                REGISTER,
                register -> {
                    register.setString(1, name);
                    register.setString(2, email.orElse(null));
                    return number(register);
                });
    }

    @Override
    public boolean rename(long id, String name) throws InterruptedException {
        return connections.run(
                RENAME,
                rename -> {
                    rename.setString(1, name);
                    rename.setLong(2, id);
                    return rename.executeUpdate() == 1;
                });
    }

    @Override
    public long order(Order order) throws InterruptedException {
        return connections.run(
                ORDER,
                insert -> {
                    insert.setLong(1, order.customer());
                    insert.setString(2, order.items());
                    insert.setLong(3, order.total().cents());
                    try {
                        return number(insert);
                    } catch (SQLException e) {
                        if (FOREIGN_KEY_VIOLATION.equals(e.getSQLState())) {
                            throw new BadRequest("no customer " + order.customer());
                        }
                        throw e;
                    }
                });
    }

    private static Customer customer(ResultSet row) throws SQLException {
        return new Customer(
                row.getString("full_name"),
                Optional.ofNullable(row.getString("email")),
                row.getLong("orders"));
    }

    private static long number(PreparedStatement insert) throws SQLException {
        try (ResultSet row = insert.executeQuery()) {
            row.next();
            return row.getLong("id");
        }
    }
}
