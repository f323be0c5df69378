package shop;

/** Somebody who buys here, and how many orders there were so far. */
record Customer(String name, long orders) {}
