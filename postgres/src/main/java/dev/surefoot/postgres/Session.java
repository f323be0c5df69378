package dev.surefoot.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Asks the server on a port whether it is ours: it must accept our password, and the directory it
 * works in must be ours. Each question takes a few seconds at most.
 */
final class Session {
    /** The class of "invalid authorization" errors, among them a wrong password. */
    private static final String UNAUTHORIZED = "28";

    private Session() {}

    /** What the port had to say. */
    sealed interface Answer {}

    /** It is our server, and it takes queries. */
    record Ours() implements Answer {}

    /** It answers, and it is not our server. */
    record NotOurs(String why) implements Answer {}

    /** No answer yet: nobody listens, or it is still starting. */
    record NotYet(String why) implements Answer {}

    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + Cluster.DATABASE;
    }

    static Answer ask(int port, String password, Path data) {
        Properties properties = new Properties();
        properties.setProperty("user", Cluster.USER);
        properties.setProperty("password", password);
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "5");
        // A program that poses as the server is not given the password in the clear.
        properties.setProperty("requireAuth", "scram-sha-256");
        try (Connection connection = DriverManager.getConnection(url(port), properties);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select current_setting('data_directory')")) {
            row.next();
            Path named = Path.of(row.getString(1));
            return isSame(named, data)
                    ? new Ours()
                    : new NotOurs("the server on port " + port + " works in " + named);
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            String why = "port " + port + ": " + e.getMessage();
            return state.startsWith(UNAUTHORIZED) ? new NotOurs(why) : new NotYet(why);
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }
}
