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
    void adds_and_multiplies() {
        assertEquals(new Money(1000), new Money(250).times(3).plus(new Money(250)));
    }
}
