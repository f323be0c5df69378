-- surefoot: phase=expand inverse=U2__full_name.sql
-- surefoot: sync=shop.customers old=name new=full_name up="name" down="full_name"
-- name becomes full_name: both live side by side until no version reads name any more.
ALTER TABLE shop.customers ADD COLUMN full_name text;
