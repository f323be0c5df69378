package shop;

/** The customers cannot be had now; the message is for the customer and names no detail. */
final class CustomersUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    CustomersUnavailable(String message) {
        super(message);
    }

    CustomersUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
