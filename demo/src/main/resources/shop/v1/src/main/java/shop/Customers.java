package shop;

import java.util.Optional;

/**
 * The customers and their orders, numbered from 1; kept where the configuration says. Safe for all
 * threads. Where they cannot be had, every method throws {@link CustomersUnavailable}.
 */
interface Customers {
    Optional<Customer> find(long id) throws InterruptedException;

    /** Takes a customer in; answers with the new number. */
    long register(String name, Optional<String> email) throws InterruptedException;

    /** Corrects a name; false if there is no such customer. */
    boolean rename(long id, String name) throws InterruptedException;

    /** Keeps an order and answers with its number; {@link BadRequest} if nobody has that number. */
    long order(Order order) throws InterruptedException;

    /** In the database that the configuration names, else in memory. */
    static Customers of(Settings settings, Optional<String> applicationName) {
        return settings.database()
                .<Customers>map(url -> new CustomersInDatabase(new Connections(url, applicationName)))
                .orElseGet(CustomersInMemory::new);
    }
}
