package dev.surefoot.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * The shop's rows after a version was taken back while its columns were being filled.
 *
 * @param twoNames customers whose new name is given and is not the old one
 * @param filled orders that say their currency
 * @param wrong orders that say another currency than they were paid in
 */
record DemoRows(long customers, long twoNames, long orders, long filled, long wrong) {
    private static final String QUESTION =
            """
            SELECT customers, two_names, orders, filled, wrong
            FROM (SELECT count(*) AS customers,
                         count(*) FILTER (WHERE full_name <> name) AS two_names
                  FROM shop.customers) AS c,
                 (SELECT count(*) AS orders, count(currency) AS filled,
                         count(*) FILTER (WHERE currency <> CASE
                             WHEN placed_at < '2025-01-01 00:00:00Z' THEN 'GBP' ELSE 'EUR' END)
                             AS wrong
                  FROM shop.orders) AS o
            """;

    /** Counts them. */
    static DemoRows read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUESTION)) {
            row.next();
            return new DemoRows(
                    row.getLong("customers"),
                    row.getLong("two_names"),
                    row.getLong("orders"),
                    row.getLong("filled"),
                    row.getLong("wrong"));
        }
    }

    /** Nothing lost of what was there before the first of them, and nothing wrong. */
    boolean whole(long customersBefore, long ordersBefore) {
        return customers >= customersBefore
                && orders >= ordersBefore
                && twoNames == 0
                && wrong == 0;
    }

    /** For people. */
    String words() {
        return String.format(
                Locale.ROOT,
                "%,d customers, %d with two different names; %,d orders, %,d say their currency,"
                        + " %d wrongly",
                customers,
                twoNames,
                orders,
                filled,
                wrong);
    }
}
