package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.OptionalLong;

class CustomersTest {
    private final Shop shop = ShopTest.shopWhoseBackendFails(0);

    @Test
    void takes_a_customer_in_and_shows_the_page() throws InterruptedException {
        Answer taken = register("{\"name\":\"Ada <3\",\"email\":\"ada@mail.example\"}");

        Answer page = shop.answer(Request.get("/customers/1", ""));
        assertEquals("{\"id\":1}\n", taken.body());
        assertTrue(page.body().contains("<h1>Ada &lt;3</h1>"));
        assertTrue(page.body().contains("<p>Write to ada@mail.example<p>Orders: 0"));
    }

    @Test
    void corrects_a_name() throws InterruptedException {
        register("{\"name\":\"Aba\"}");

        shop.answer(Request.post("/customers/1", "{\"name\":\"Ada\"}"));

        assertTrue(shop.answer(Request.get("/customers/1", "")).body().contains("<h1>Ada</h1>"));
    }

    @Test
    void keeps_the_orders_of_a_customer() throws InterruptedException {
        register("{\"name\":\"Ada\"}");

        Answer cart = shop.answer(Request.get("/cart", "items=1x2&customer=1"));
        Answer sold =
                shop.answer(
                        Request.post("/checkout", "{\"items\":\"1x2\",\"customer\":\"1\"}"));

        assertTrue(cart.body().contains("<p>For Ada"));
        assertTrue(sold.body().contains("\"order\":1"));
        assertTrue(shop.answer(Request.get("/customers/1", "")).body().contains("Orders: 1"));
    }

    @Test
    void says_that_a_customer_is_missing() throws InterruptedException {
        assertEquals(404, shop.answer(Request.get("/customers/1", "")).status());
        assertEquals(404, shop.answer(Request.get("/customers/ada", "")).status());
        assertEquals(
                404, shop.answer(Request.post("/customers/1", "{\"name\":\"Ada\"}")).status());
        assertThrows(
                BadRequest.class, () -> shop.answer(Request.get("/cart", "items=1x2&customer=1")));
    }

    @Test
    void refuses_a_name_that_is_none() {
        assertThrows(BadRequest.class, () -> register("{\"email\":\"ada@mail.example\"}"));
        assertThrows(BadRequest.class, () -> register("{\"name\":\"A\0a\"}"));
    }

    @Test
    void says_that_the_database_is_away_and_that_an_address_is_none() {
        Customers away = at("jdbc:postgresql://127.0.0.1:1/shop");

        var refusal =
                assertThrows(
                        IllegalArgumentException.class, () -> at("jdbc:other://u:secret@db"));
        assertThrows(CustomersUnavailable.class, () -> away.find(1));
        assertFalse(refusal.getMessage().contains("secret"));
    }

    private static Customers at(String database) {
        return Customers.of(
                new Settings(
                        "EUR", "Hello", 500, 0, 0, OptionalLong.empty(), Optional.of(database)),
                Optional.empty());
    }

    private Answer register(String json) throws InterruptedException {
        return shop.answer(Request.post("/customers", json));
    }
}
