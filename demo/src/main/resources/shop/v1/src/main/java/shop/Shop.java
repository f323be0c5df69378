package shop;

import java.util.stream.Collectors;

/** Which page answers which request. Knows nothing of HTTP servers. */
final class Shop {
    private final Settings settings;
    private final Catalog catalog;
    private final Backend backend;

    Shop(Settings settings, Catalog catalog, Backend backend) {
        this.settings = settings;
        this.catalog = catalog;
        this.backend = backend;
    }

    Answer answer(Request request) throws InterruptedException {
        if (request.method().equals("POST")) {
            return request.path().equals("/checkout") ? checkout(request) : missing(request);
        }
        backend.stock();
        return switch (request.path()) {
            case "/" -> Answer.page("The small shop", "<p>" + Answer.escaped(settings.greeting()));
            case "/products" -> products();
            case "/cart" -> cart(request);
            case String path when path.startsWith("/products/") -> product(request);
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

    private Answer cart(Request request) {
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
        return Answer.page("Your cart", lines + "<p>Total " + price(cart.total()));
    }

    private Answer checkout(Request request) throws InterruptedException {
        backend.pay();
        Cart cart = Cart.parse(request.field("items"), catalog);
        return Answer.json(
                "{\"lines\":%d,\"total\":\"%s\",\"currency\":\"%s\"}\n"
                        .formatted(cart.lines().size(), cart.total(), settings.currency()));
    }

    private String price(Money money) {
        return money + " " + settings.currency();
    }

    private static Answer missing(Request request) {
        return Answer.failure(404, "there is no " + request.path());
    }
}
