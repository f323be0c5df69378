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
 * HELLO5}, which makes 2 % of all requests. Not safe for several threads.
 */
final class RequestStream {
    private static final int PRODUCTS = 24;
    // The first code is the favorite; FREE100 is one that nobody ever issued.
    private static final List<String> CODES =
            List.of("WELCOME10", "WELCOME10", "SPRING15", "HELLO5", "FREE100");

    private final SplittableRandom random;

    RequestStream(long seed) {
        random = new SplittableRandom(seed);
    }

    ShopRequest next() {
        int of100 = random.nextInt(100);
        if (of100 < 15) {
            return ShopRequest.get("/");
        }
        if (of100 < 35) {
            return ShopRequest.get("/products");
        }
        if (of100 < 70) {
            return ShopRequest.get("/products/" + product());
        }
        String items = items();
        String code = random.nextInt(3) == 0 ? code() : "";
        if (of100 < 88) {
            String named = code.isEmpty() ? "" : "&code=" + code;
            return ShopRequest.get("/cart?items=" + items + named);
        }
        String named = code.isEmpty() ? "" : ",\"code\":\"" + code + "\"";
        return new ShopRequest("POST", "/checkout", "{\"items\":\"" + items + "\"" + named + "}");
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
        String code = CODES.get(random.nextInt(CODES.size()));
        // People type as they like; the shop takes both.
        return random.nextInt(4) == 0 ? code.toLowerCase(Locale.ROOT) : code;
    }
}
