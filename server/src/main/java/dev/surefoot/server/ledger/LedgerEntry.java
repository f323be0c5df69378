package dev.surefoot.server.ledger;

/** A stored entry: dense sequence from 1, canonical bytes, RFC 6962 leaf hash of those bytes. */
@SuppressWarnings("ArrayRecordComponent") // bytes are compared by callers, never by equals
public record LedgerEntry(long seq, byte[] bytes, byte[] leaf) {}
