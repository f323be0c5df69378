package dev.surefoot.server.json;

/**
 * A YAML file as somebody handed it over.
 *
 * @param name as the person named it; only for messages
 */
public record YamlFile(String name, String text) {
    /** Its name only: the text may hold what must not be shown. */
    @Override
    public String toString() {
        return name;
    }
}
