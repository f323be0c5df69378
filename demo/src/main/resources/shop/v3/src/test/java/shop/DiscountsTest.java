package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DiscountsTest {
    @Test
    void takes_a_code_that_was_issued() {
        assertEquals(10, Discounts.percent("WELCOME10"));
        assertEquals(20, Discounts.percent("FRIENDS20"));
        assertEquals(25, Discounts.percent("SUMMER25"));
    }

    @Test
    void takes_a_code_however_it_is_typed() {
        assertEquals(15, Discounts.percent(" spring15 "));
    }

    @Test
    void takes_nothing_off_for_a_code_that_nobody_issued() {
        assertEquals(0, Discounts.percent("FREE100"));
        assertEquals(0, Discounts.percent(""));
    }
}
