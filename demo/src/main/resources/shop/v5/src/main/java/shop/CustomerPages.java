package shop;

import java.util.Optional;
import java.util.OptionalLong;

/** What the shop shows and takes of a customer: {@code /customers}, and a cart with a name. */
final class CustomerPages {
    private static final int LONGEST_NAME = 100;

    private final Customers customers;

    CustomerPages(Customers customers) {
        this.customers = customers;
    }

    /** {@code GET /customers/ID}. */
    Optional<Answer> show(Request request) throws InterruptedException {
        OptionalLong id = numberIn(request.path());
        return id.isEmpty() ? Optional.empty() : customers.find(id.getAsLong()).map(this::page);
    }

    /** {@code POST /customers} takes one in, {@code POST /customers/ID} corrects the name. */
    Optional<Answer> take(Request request) throws InterruptedException {
        if (request.path().equals("/customers")) {
            long id = customers.register(name(request));
            return Optional.of(Answer.json("{\"id\":%d}\n".formatted(id)));
        }
        OptionalLong id = numberIn(request.path());
        return id.isPresent() && customers.rename(id.getAsLong(), name(request))
                ? Optional.of(Answer.json("{\"id\":%d}\n".formatted(id.getAsLong())))
                : Optional.empty();
    }

    /** A line that names the customer of a cart, empty if the request names none. */
    String greeting(Request request) throws InterruptedException {
        OptionalLong id = buyer(request);
        if (id.isEmpty()) {
            return "";
        }
        Customer customer =
                customers
                        .find(id.getAsLong())
                        .orElseThrow(() -> new BadRequest("no customer " + id.getAsLong()));
        return "<p>For " + Answer.escaped(customer.name());
    }

    /** Keeps what was bought, if the request says by whom; answers with the order's number. */
    OptionalLong bought(Request request, Money total) throws InterruptedException {
        OptionalLong id = buyer(request);
        return id.isEmpty()
                ? id
                : OptionalLong.of(
                        customers.order(
                                new Order(id.getAsLong(), request.field("items"), total)));
    }

    private Answer page(Customer customer) {
        return Answer.page(customer.name(), "<p>Orders: " + customer.orders());
    }

    private static OptionalLong buyer(Request request) {
        String id = request.field("customer");
        if (id.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong number = number(id);
        if (number.isEmpty()) {
            throw new BadRequest("no customer " + id);
        }
        return number;
    }

    private static OptionalLong numberIn(String path) {
        return number(path.substring(Math.min(path.length(), "/customers/".length())));
    }

    private static OptionalLong number(String text) {
        return text.matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    private static String name(Request request) {
        String name = request.field("name").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new BadRequest("a name has 1 to " + LONGEST_NAME + " characters");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new BadRequest("the name holds a control character");
        }
        return name;
    }
}
