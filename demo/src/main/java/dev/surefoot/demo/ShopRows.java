package dev.surefoot.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a shop's database holds that has sold for years. */
public final class ShopRows {
    /** So many customers, numbered from 1. */
    public static final int CUSTOMERS = 200_000;

    /** So many orders: filling them takes longer than judging a bad version. */
    public static final int ORDERS = 2_400_000;

    private ShopRows() {}

    /** The SQL that puts them there, after {@code V1}. */
    public static String sql() {
        try (InputStream in = ShopRows.class.getResourceAsStream("/shop/rows.sql")) {
            if (in == null) {
                throw new IllegalStateException("the shop's rows.sql is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the shop's rows.sql is not readable", e);
        }
    }
}
