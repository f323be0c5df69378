ALTER TABLE shop.customers DROP COLUMN full_name;
