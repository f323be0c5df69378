package shop;

/** What a customer bought: the items as the cart takes them, and what was paid. */
record Order(long customer, String items, Money total) {}
