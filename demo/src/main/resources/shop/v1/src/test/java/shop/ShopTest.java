package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.OptionalLong;

class ShopTest {
    private final Shop shop = shopWhoseBackendFails(0);

    @Test
    void lists_every_product() throws InterruptedException {
        Answer answer = shop.answer(Request.get("/products", ""));

        assertEquals(200, answer.status());
        assertTrue(
                answer.body().contains("<li><a href=/products/24>Sencha, gift tin</a> 11.30 EUR"));
    }

    @Test
    void says_that_a_product_is_missing() throws InterruptedException {
        assertEquals(404, shop.answer(Request.get("/products/25", "")).status());
        assertEquals(404, shop.answer(Request.get("/products/tea", "")).status());
    }

    @Test
    void shows_the_total_of_a_cart() throws InterruptedException {
        Answer answer = shop.answer(Request.get("/cart", "items=1x2%2C3x1"));

        assertTrue(answer.body().contains("Total 10.45 EUR"));
    }

    @Test
    void sells_a_cart() throws InterruptedException {
        Answer answer = shop.answer(Request.post("/checkout", "{\"items\": \"1x2,3x1\"}"));

        assertEquals("{\"lines\":2,\"total\":\"10.45\",\"currency\":\"EUR\"}\n", answer.body());
    }

    @Test
    void does_not_hide_that_a_system_behind_it_fails() {
        Shop unlucky = shopWhoseBackendFails(1);

        assertThrows(Backend.Unavailable.class, () -> unlucky.answer(Request.get("/", "")));
    }

    static Shop shopWhoseBackendFails(double rate) {
        Settings settings =
                new Settings(
                        "EUR", "Hello", 500, rate, 0, OptionalLong.empty(), Optional.empty());
        return new Shop(
                settings,
                new Catalog(),
                new Backend(settings, 1),
                new CustomerPages(new CustomersInMemory()));
    }
}
