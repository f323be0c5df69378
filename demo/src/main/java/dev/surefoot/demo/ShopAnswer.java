package dev.surefoot.demo;

/**
 * What a user looks at in an answer.
 *
 * @param status the HTTP status
 * @param version the value of {@code X-Shop-Version}, or {@link Tally#UNSIGNED}
 */
record ShopAnswer(int status, String version) {
    boolean isServerError() {
        return status >= 500;
    }
}
