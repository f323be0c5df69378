package dev.surefoot.demo;

/**
 * One commit of the shop's repository.
 *
 * @param version the tag that points at it, {@code v1} to {@code v5}
 * @param sha the full commit id, 40 hex digits
 * @param subject the first line of its message
 */
public record ShopCommit(String version, String sha, String subject) {}
