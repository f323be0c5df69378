package dev.surefoot.demo;

/**
 * One request of a user.
 *
 * @param method {@code GET} or {@code POST}
 * @param target path and query, already encoded
 * @param json the body, empty for {@code GET}
 */
record ShopRequest(String method, String target, String json) {
    static ShopRequest get(String target) {
        return new ShopRequest("GET", target, "");
    }
}
