package shop;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a customer is about to buy. */
record Cart(List<Line> lines) {
    private static final Pattern ITEM = Pattern.compile("(\\d{1,4})x(\\d{1,3})");

    /** A product and how many of it. */
    record Line(Product product, int quantity) {
        Money sum() {
            return product.price().times(quantity);
        }
    }

    /** Reads {@code 3x2,7x1}: product 3 twice, product 7 once. */
    static Cart parse(String items, Catalog catalog) {
        List<Line> lines = new ArrayList<>();
        for (String item : items.split(",")) {
            Matcher parts = ITEM.matcher(item);
            if (!parts.matches()) {
                throw new BadRequest("\"" + item + "\" is not PRODUCTxQUANTITY");
            }
            Product product =
                    catalog.find(parts.group(1))
                            .orElseThrow(() -> new BadRequest("no product " + parts.group(1)));
            lines.add(new Line(product, Integer.parseInt(parts.group(2))));
        }
        return new Cart(List.copyOf(lines));
    }

    Money total() {
        return lines.stream().map(Line::sum).reduce(Money.ZERO, Money::plus);
    }
}
