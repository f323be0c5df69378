package dev.surefoot.schema.migration;

/**
 * One SQL statement of a file, as it stands there.
 *
 * @param number from 1 within the file
 * @param line of its first word, from 1
 * @param offset of its first word in the file's text, in UTF-16 units from 0
 * @param text without the semicolon that ends it
 */
public record Statement(int number, int line, int offset, String text) {}
