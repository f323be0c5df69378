-- surefoot: phase=contract
-- Checked first and required then, so that no lock is held while all rows are read.
ALTER TABLE shop.customers
    ADD CONSTRAINT customers_full_name_given CHECK (full_name IS NOT NULL) NOT VALID;
ALTER TABLE shop.customers VALIDATE CONSTRAINT customers_full_name_given;
ALTER TABLE shop.customers ALTER COLUMN full_name SET NOT NULL;
ALTER TABLE shop.customers DROP CONSTRAINT customers_full_name_given;

ALTER TABLE shop.customers DROP COLUMN name;
