package dev.surefoot.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

class RequestStreamTest {
    private static final int REQUESTS = 100_000;

    @Test
    void names_the_short_code_in_two_requests_of_a_hundred() {
        assertThat(share(r -> text(r).contains("HELLO5"))).isCloseTo(0.02, within(0.0018));
    }

    @Test
    void checks_out_in_twelve_requests_of_a_hundred() {
        assertThat(share(r -> r.method().equals("POST"))).isCloseTo(0.12, within(0.0042));
    }

    @Test
    void sends_a_body_with_a_checkout_and_with_nothing_else() {
        assertThat(share(r -> r.method().equals("POST") == r.json().isEmpty())).isZero();
    }

    private static double share(Predicate<ShopRequest> of) {
        RequestStream stream = new RequestStream(17);
        return Stream.generate(stream::next).limit(REQUESTS).filter(of).count() / (double) REQUESTS;
    }

    private static String text(ShopRequest request) {
        return (request.target() + request.json()).toUpperCase(Locale.ROOT);
    }
}
