package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CartTest {
    private final Catalog catalog = new Catalog();

    @Test
    void adds_up_its_lines() {
        Cart cart = Cart.parse("1x2,3x1", catalog);

        assertEquals(2, cart.lines().size());
        assertEquals(new Money(2 * 325 + 395), cart.total());
    }

    @Test
    void refuses_what_is_no_item() {
        assertThrows(BadRequest.class, () -> Cart.parse("", catalog));
        assertThrows(BadRequest.class, () -> Cart.parse("1x2;3x1", catalog));
        assertThrows(BadRequest.class, () -> Cart.parse("-1x2", catalog));
    }

    @Test
    void refuses_a_product_nobody_sells() {
        assertThrows(BadRequest.class, () -> Cart.parse("25x1", catalog));
    }
}
