package dev.surefoot.cli;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The tests of some service, as a process of its own: a table, two rows, and the exit code asked.
 */
final class RecordedShop {
    private RecordedShop() {}

    public static void main(String[] arguments) throws SQLException, InterruptedException {
        System.out.println("tests run");
        if (arguments[0].equals("nothing")) {
            return;
        }
        for (String name : System.getenv().keySet()) {
            if (name.equals("SUREFOOT_TOKEN")) {
                System.exit(9);
            }
        }
        try (Connection connection =
                        DriverManager.getConnection(System.getenv("SUREFOOT_RECORD_URL"));
                var plain = connection.createStatement()) {
            if (arguments[0].equals("table")) {
                plain.execute("CREATE TABLE item (id int, name text)");
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO item VALUES (?, ?)")) {
                insert.setInt(1, 7);
                insert.setString(2, "hat");
                insert.execute();
            }
        }
        if (arguments[0].equals("wait")) {
            System.out.println("waits");
            Thread.sleep(600_000);
        }
        System.exit(Integer.parseInt(arguments[1]));
    }
}
