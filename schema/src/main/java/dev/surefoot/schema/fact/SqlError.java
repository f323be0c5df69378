package dev.surefoot.schema.fact;

import java.util.OptionalInt;

/**
 * What a server answered instead of doing it.
 *
 * @param sqlState five characters, for example {@code 42P01}
 * @param position in the statement, in characters from 1, where the server names one
 */
public record SqlError(String sqlState, String message, OptionalInt position) {}
