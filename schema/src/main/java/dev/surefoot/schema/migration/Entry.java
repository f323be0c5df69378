package dev.surefoot.schema.migration;

import java.util.Optional;

/**
 * A migration as the names of files tell it.
 *
 * @param version as the layout orders by
 * @param description what the name says besides
 * @param path of the file that runs
 * @param down path of the way back, where the layout names one
 */
record Entry(String version, String description, String path, Optional<String> down) {}
