package shop;

/** An amount in cents. */
record Money(long cents) {
    static final Money ZERO = new Money(0);

    Money plus(Money other) {
        return new Money(Math.addExact(cents, other.cents));
    }

    Money times(int quantity) {
        return new Money(Math.multiplyExact(cents, quantity));
    }

    /** Less so many percent; what is left of a cent goes to the customer. */
    Money less(int percent) {
        return new Money(Math.multiplyExact(cents, 100 - percent) / 100);
    }

    /** With two decimals, for example {@code 12.50}. */
    @Override
    public String toString() {
        return cents / 100 + "." + (cents % 100 < 10 ? "0" : "") + cents % 100;
    }
}
