package dev.surefoot.server.identity;

/** An authenticated caller: the name of its token, which every ledger entry it causes carries. */
public record Caller(String name) {}
