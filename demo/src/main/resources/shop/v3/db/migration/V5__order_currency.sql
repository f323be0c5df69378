-- surefoot: phase=expand inverse=U5__order_currency.sql
-- Orders are in euros from now on. In one statement, yet not as ADD COLUMN ... DEFAULT, which would
-- say so of older orders as well: theirs stays unknown until it is filled in.
ALTER TABLE shop.orders
    ADD COLUMN currency text,
    ALTER COLUMN currency SET DEFAULT 'EUR';
