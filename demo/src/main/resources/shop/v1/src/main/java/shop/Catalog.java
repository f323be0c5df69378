package shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that the shop sells: teas and what goes with them, numbered from 1. */
final class Catalog {
    private static final List<String> TEAS =
            List.of(
                    "Assam",
                    "Ceylon",
                    "Darjeeling",
                    "Genmaicha",
                    "Keemun",
                    "Oolong",
                    "Rooibos",
                    "Sencha");
    private static final List<String> FORMS = List.of("loose, 100 g", "20 bags", "gift tin");

    private final List<Product> products = new ArrayList<>();

    Catalog() {
        for (String form : FORMS) {
            for (String tea : TEAS) {
                int id = products.size() + 1;
                products.add(new Product(id, tea + ", " + form, new Money(290 + 35L * id)));
            }
        }
    }

    List<Product> all() {
        return List.copyOf(products);
    }

    /** The product with this number, which may be any text that a customer sent. */
    Optional<Product> find(String id) {
        return products.stream().filter(p -> Integer.toString(p.id()).equals(id)).findFirst();
    }
}
