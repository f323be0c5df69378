package shop;

/** Something the shop sells. */
record Product(int id, String name, Money price) {}
