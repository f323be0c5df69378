package dev.surefoot.schema.run.target;

import org.postgresql.Driver;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDBC address with what is secret in it: is it of the form that the driver reads, and what of it
 * may be shown? No state.
 *
 * <p>The driver repeats an address that it can't read, in its messages and in its log; so one that
 * is not of the form is never given to it, and never shown.
 */
public final class Address {
    private static final String PREFIX = "jdbc:postgresql:";
    private static final String HOST =
            "(?:\\[[^\\[\\]/?@\\s]*\\]|[^\\[\\]:,/?@\\s]*)(?::\\d{1,5})?";
    private static final String DATABASE = "[^/?@;&=#\\s]*";

    /** A user's name and password before the host are no part of it: the driver knows no such. */
    private static final Pattern FORM =
            Pattern.compile(
                    "(?<shown>%s(?://%s(?:,%s)*/%s|%s))(?:\\?(?<query>.*))?"
                            .formatted(PREFIX, HOST, HOST, DATABASE, DATABASE));

    private static final Pattern ESCAPED = Pattern.compile("(?:[^%]|%[0-9a-fA-F]{2})*");

    /** What stands before the first value has no @ unless it is a login in the wrong place. */
    private static final Pattern LOGIN = Pattern.compile("[^=]*@.*");

    private static final Pattern PARAMETER =
            Pattern.compile("(password\\s*=\\s*)[^&\\s\"']+", Pattern.CASE_INSENSITIVE);

    private static final int LEAST_SECRET = 4;

    private Address() {}

    /** Why an address can't be used, without the address; empty if it can. */
    public static Optional<String> wrong(String url) {
        Matcher form = FORM.matcher(url);
        boolean right =
                form.matches()
                        && ESCAPED.matcher(url).matches()
                        && !LOGIN.matcher(query(form)).matches()
                        && Driver.parseURL(url, null) != null;
        return right
                ? Optional.empty()
                : Optional.of(
                        "the database's address is no jdbc:postgresql://HOST:PORT/DATABASE; user"
                                + " and password follow it as in"
                                + " jdbc:postgresql://HOST/DATABASE?user=NAME&password=WORD, with"
                                + " %XX for a character that has a meaning in an address");
    }

    private static String query(Matcher form) {
        String query = form.group("query");
        return query == null ? "" : query;
    }

    /** Host and database; of one that can't be used nothing. */
    static String shown(String url) {
        Matcher form = FORM.matcher(url);
        return wrong(url).isEmpty() && form.matches()
                ? Objects.requireNonNull(form.group("shown"))
                : "the database";
    }

    /** An error of the driver's without the passwords that it was given. */
    static SQLException cleaned(SQLException error, String url, Properties login) {
        String message = String.valueOf(error.getMessage());
        String clean = PARAMETER.matcher(message).replaceAll("$1…");
        Properties parsed = Driver.parseURL(url, login);
        Properties all = parsed == null ? login : parsed;
        for (String name : List.of("password", "sslpassword")) {
            String secret = all.getProperty(name, "");
            if (secret.length() >= LEAST_SECRET && !open(all, secret)) {
                clean = clean.replace(secret, "…");
            }
        }
        return clean.equals(message)
                ? error
                : new SQLException(clean, error.getSQLState(), error.getErrorCode());
    }

    /** The same word stands where it is no secret, as in a trial's address. */
    private static boolean open(Properties all, String secret) {
        return secret.equals(all.getProperty("user"))
                || secret.equals(all.getProperty("PGDBNAME"))
                || secret.equals(all.getProperty("PGHOST"));
    }
}
