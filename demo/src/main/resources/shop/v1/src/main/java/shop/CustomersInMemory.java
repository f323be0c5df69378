package shop;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Customers that are gone when the shop ends; none to begin with, and a bounded number. */
final class CustomersInMemory implements Customers {
    private static final int MOST = 10_000;

    private final Map<Long, Customer> customers = new HashMap<>();
    private long orders;

    @Override
    public synchronized Optional<Customer> find(long id) {
        return Optional.ofNullable(customers.get(id));
    }

    @Override
    public synchronized long register(String name, Optional<String> email) {
        if (customers.size() == MOST) {
            throw new CustomersUnavailable("without a database " + MOST + " customers are the most");
        }
        long id = customers.size() + 1L;
        customers.put(id, new Customer(name, email, 0));
        return id;
    }

    @Override
    public synchronized boolean rename(long id, String name) {
        return customers.computeIfPresent(
                        id, (key, old) -> new Customer(name, old.email(), old.orders()))
                != null;
    }

    @Override
    public synchronized long order(Order order) {
        Customer buyer =
                find(order.customer())
                        .orElseThrow(() -> new BadRequest("no customer " + order.customer()));
        customers.put(
                order.customer(), new Customer(buyer.name(), buyer.email(), buyer.orders() + 1));
        return ++orders;
    }
}
