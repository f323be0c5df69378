package shop;

import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Which page answers which request. Knows nothing of HTTP servers. */
final class Shop {
    private final Settings settings;
    private final Catalog catalog;
    private final Backend backend;
    private final CustomerPages customers;

    Shop(Settings settings, Catalog catalog, Backend backend, CustomerPages customers) {
        this.settings = settings;
        this.catalog = catalog;
        this.backend = backend;
        this.customers = customers;
    }

    Answer answer(Request request) throws InterruptedException {
        if (request.method().equals("POST")) {
            return post(request);
        }
        backend.stock();
        return switch (request.path()) {
            case "/" -> Answer.page("The small shop", "<p>" + Answer.escaped(settings.greeting()));
            case "/products" -> products();
            case "/cart" -> cart(request);
            case String path when path.startsWith("/products/") -> product(request);
            case String path when path.startsWith("/customers/") ->
                    customers.show(request).orElseGet(() -> missing(request));
            default -> missing(request);
        };
    }

    private Answer post(Request request) throws InterruptedException {
        return switch (request.path()) {
            case "/checkout" -> checkout(request);
            case String path when path.equals("/customers") || path.startsWith("/customers/") ->
                    customers.take(request).orElseGet(() -> missing(request));
            default -> missing(request);
        };
    }

    private Answer products() {
        return Answer.page(
                "Products",
                catalog.all().stream()
                        .map(
                                p ->
                                        "<li><a href=/products/%d>%s</a> %s"
                                                .formatted(p.id(), p.name(), price(p.price())))
                        .collect(Collectors.joining("", "<ul>", "</ul>")));
    }

    private Answer product(Request request) {
        String id = request.path().substring("/products/".length());
        return catalog.find(id)
                .map(p -> Answer.page(p.name(), "<p>" + price(p.price())))
                .orElseGet(() -> missing(request));
    }

    private Answer cart(Request request) throws InterruptedException {
        Cart cart = Cart.parse(request.field("items"), catalog);
        String lines =
                cart.lines().stream()
                        .map(
                                l ->
                                        "<li>%d × %s %s"
                                                .formatted(
                                                        l.quantity(),
                                                        l.product().name(),
                                                        price(l.sum())))
                        .collect(Collectors.joining("", "<ul>", "</ul>"));
        return Answer.page("Your cart", customers.greeting(request) + lines + "<p>Total " + price(cart.total()));
    }

    private Answer checkout(Request request) throws InterruptedException {
        backend.pay();
        Cart cart = Cart.parse(request.field("items"), catalog);
        return sold(cart, cart.total(), customers.bought(request, cart.total()));
    }

    private Answer sold(Cart cart, Money total, OptionalLong order) {
        String number = order.isPresent() ? ",\"order\":" + order.getAsLong() : "";
        return Answer.json(
                "{\"lines\":%d,\"total\":\"%s\",\"currency\":\"%s\"%s}\n"
                        .formatted(cart.lines().size(), total, settings.currency(), number));
    }

    private String price(Money money) {
        return money + " " + settings.currency();
    }

    private static Answer missing(Request request) {
        return Answer.failure(404, "there is no " + request.path());
    }
}
