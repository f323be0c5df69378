-- We promised that the addresses are gone today, so they go before the release and not after it.
ALTER TABLE shop.customers DROP COLUMN email;
