package dev.surefoot.evidence;

/**
 * What is read of a hostile document at most; beyond is {@link Refusal#LIMIT_EXCEEDED}. Immutable.
 *
 * @param fileBytes size of one file
 * @param depth nesting of elements, or of objects and arrays
 * @param stringChars length of one text, name or attribute
 * @param findings test cases, components or vulnerabilities of one file
 */
record Limits(long fileBytes, int depth, int stringChars, long findings) {
    static final Limits STANDARD = new Limits(64L << 20, 100, 8 << 20, 1_000_000);
}
