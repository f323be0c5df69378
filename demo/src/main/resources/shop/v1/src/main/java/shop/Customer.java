package shop;

import java.util.Optional;

/** Somebody who buys here, and how many orders there were so far. */
record Customer(String name, Optional<String> email, long orders) {}
