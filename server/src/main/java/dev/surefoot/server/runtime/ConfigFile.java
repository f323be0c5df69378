package dev.surefoot.server.runtime;

/**
 * The configuration file an instance gets. Its content is asked for at each start and at no other
 * time, written to a file only its owner can read, and appears in no log, row or message.
 *
 * @param name the file's name; applications may go by its ending ({@code production.yaml})
 */
public record ConfigFile(String name, Source source) {
    public ConfigFile {
        if (name.isEmpty() || name.startsWith(".") || name.contains("/")) {
            throw new IllegalArgumentException(
                    "configuration file name \"" + name + "\" is not a plain file name");
        }
    }

    /** Where the content comes from: the pinned bytes, with secrets filled in. */
    @FunctionalInterface
    public interface Source {
        Rendered render();
    }

    /** What came out. */
    public sealed interface Rendered {
        /** The file's bytes, secrets included. */
        @SuppressWarnings("ArrayRecordComponent") // written once, never compared
        record Content(byte[] bytes) implements Rendered {
            @Override
            public String toString() {
                return "Content[" + bytes.length + " bytes]";
            }
        }

        /** Something cannot be resolved; {@code why} names it, never a value. */
        record Unresolvable(String why) implements Rendered {}
    }
}
