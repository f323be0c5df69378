package dev.surefoot.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    @Test
    void names_no_customer_where_the_shop_knows_none() {
        assertThat(share(r -> text(r).contains("CUSTOMER"))).isZero();
    }

    @Test
    void is_of_customers_in_twelve_requests_and_half_of_the_carts_where_the_shop_knows_some() {
        RequestStream known = new RequestStream(17, 50);

        assertThat(share(known, r -> r.target().startsWith("/customers/") && r.json().isEmpty()))
                .isCloseTo(0.08, within(0.0035));
        assertThat(share(known, r -> r.target().equals("/customers")))
                .isCloseTo(0.02, within(0.0018));
        assertThat(share(known, r -> r.method().equals("POST"))).isCloseTo(0.16, within(0.0047));
        assertThat(share(known, r -> text(r).matches(".*/(CART|CHECKOUT).*CUSTOMER.*")))
                .isCloseTo(0.15, within(0.0046));
        assertThat(share(known, r -> text(r).contains("HELLO5"))).isCloseTo(0.02, within(0.0018));
    }

    @Test
    void names_only_customers_that_the_shop_knows() {
        Pattern number = Pattern.compile("CUSTOMERS?[/=\":]+([0-9]+)");
        RequestStream known = new RequestStream(17, 50);

        assertThat(
                        Stream.generate(known::next)
                                .limit(REQUESTS)
                                .flatMap(r -> number.matcher(text(r)).results())
                                .mapToInt(found -> Integer.parseInt(found.group(1)))
                                .boxed()
                                .collect(Collectors.toSet()))
                .hasSize(50)
                .allMatch(id -> id >= 1 && id <= 50);
    }

    private static double share(Predicate<ShopRequest> of) {
        return share(new RequestStream(17), of);
    }

    private static double share(RequestStream stream, Predicate<ShopRequest> of) {
        return Stream.generate(stream::next).limit(REQUESTS).filter(of).count() / (double) REQUESTS;
    }

    private static String text(ShopRequest request) {
        return (request.target() + request.json()).toUpperCase(Locale.ROOT);
    }
}
