package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MoneyTest {
    @Test
    void shows_two_decimals() {
        assertEquals("12.50", new Money(1250).toString());
        assertEquals("3.00", new Money(300).toString());
        assertEquals("0.05", new Money(5).toString());
    }

    @Test
    void gives_the_rest_of_a_cent_to_the_customer() {
        assertEquals(new Money(940), new Money(1045).less(10));
    }

    @Test
    void adds_and_multiplies() {
        assertEquals(new Money(1000), new Money(250).times(3).plus(new Money(250)));
    }
}
