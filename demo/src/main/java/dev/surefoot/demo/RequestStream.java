package dev.surefoot.demo;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/**
 * What the users ask for, one request after another, the same for the same seed. Every request is
 * drawn anew: no user comes back, so nothing ties one request to the next.
 *
 * <p>Of 100 requests 15 open the front page, 20 the list, 35 one product, 18 a cart, and 12 check
 * out. A third of the carts and checkouts names a discount code; one code in five is {@code
 * HELLO5}, which makes 2 % of all requests.
 *
 * <p>Where the shop knows customers, of the requests for a product 8 open a customer's page
 * instead, 2 take a new one in and 2 correct a name, and half of the carts and checkouts are a
 * customer's. Not safe for several threads.
 */
final class RequestStream {
    private static final int PRODUCTS = 24;
    // The first code is the favorite; FREE100 is one that nobody ever issued.
    private static final List<String> CODES =
            List.of("WELCOME10", "WELCOME10", "SPRING15", "HELLO5", "FREE100");

    private static final List<String> FIRST_NAMES = List.of("Ada", "Bela", "Cyril", "Dana");
    private static final List<String> LAST_NAMES = List.of("Abel", "Brandt", "Costa", "Dyer");

    private final SplittableRandom random;
    private final int customers;

    RequestStream(long seed) {
        this(seed, 0);
    }

    /**
     * The same, of customers.
     *
     * @param customers how many the shop knows, numbered from 1; with 0, nobody says who they are
     */
    RequestStream(long seed, int customers) {
        random = new SplittableRandom(seed);
        this.customers = customers;
    }

    ShopRequest next() {
        int of100 = random.nextInt(100);
        if (of100 < 15) {
            return ShopRequest.get("/");
        }
        if (of100 < 35) {
            return ShopRequest.get("/products");
        }
        if (of100 < 70 && of100 >= 58 && customers > 0) {
            return ofCustomers(of100);
        }
        if (of100 < 70) {
            return ShopRequest.get("/products/" + product());
        }
        String items = items();
        String code = random.nextInt(3) == 0 ? code() : "";
        if (of100 < 88) {
            String named = code.isEmpty() ? "" : "&code=" + code;
            String buyer = isCustomers() ? "&customer=" + customer() : "";
            return ShopRequest.get("/cart?items=" + items + named + buyer);
        }
        String named =
                (code.isEmpty() ? "" : ",\"code\":\"" + code + "\"")
                        + (isCustomers() ? ",\"customer\":\"" + customer() + "\"" : "");
        return post("/checkout", "{\"items\":\"" + items + "\"" + named + "}");
    }

    private ShopRequest ofCustomers(int of100) {
        if (of100 < 66) {
            return ShopRequest.get("/customers/" + customer());
        }
        String name = oneOf(FIRST_NAMES) + " " + oneOf(LAST_NAMES);
        if (of100 < 68) {
            String email = ",\"email\":\"customer@mail.example\"";
            return post("/customers", "{\"name\":\"" + name + "\"" + email + "}");
        }
        return post("/customers/" + customer(), "{\"name\":\"" + name + "\"}");
    }

    private static ShopRequest post(String target, String json) {
        return new ShopRequest("POST", target, json);
    }

    // INVARIANT: without customers nothing is drawn here, so that their requests stay what they
    // are.
    private boolean isCustomers() {
        return customers > 0 && random.nextBoolean();
    }

    private int customer() {
        return random.nextInt(1, customers + 1);
    }

    private String oneOf(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private int product() {
        return 1 + random.nextInt(PRODUCTS);
    }

    private String items() {
        StringJoiner items = new StringJoiner(",");
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            items.add(product() + "x" + random.nextInt(1, 5));
        }
        return items.toString();
    }

    private String code() {
        String code = oneOf(CODES);
        // People type as they like; the shop takes both.
        return random.nextInt(4) == 0 ? code.toLowerCase(Locale.ROOT) : code;
    }
}
