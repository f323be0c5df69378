-- What a shop has that has sold for years: rows that no migration makes.
INSERT INTO shop.customers (name, email)
SELECT
    (ARRAY['Ada', 'Bela', 'Cyril', 'Dana', 'Elif', 'Femi', 'Gus', 'Hana'])[1 + n % 8]
        || ' '
        || (ARRAY['Abel', 'Brandt', 'Costa', 'Dyer', 'Ek', 'Farkas', 'Gray'])[1 + n % 7],
    CASE WHEN n % 10 > 0 THEN 'customer' || n || '@mail.example' END
FROM generate_series(1, 200000) AS n;

-- Product P costs 290 + 35 P cents, as the catalog has it.
INSERT INTO shop.orders (customer_id, items, total_cents, placed_at)
SELECT
    1 + n % 200000,
    1 + n % 24 || 'x' || 1 + n % 3,
    (290 + 35 * (1 + n % 24)) * (1 + n % 3),
    timestamptz '2024-01-01 08:00:00Z' + n * interval '1 minute'
FROM generate_series(1, 2400000) AS n;

ANALYZE shop.customers, shop.orders;
