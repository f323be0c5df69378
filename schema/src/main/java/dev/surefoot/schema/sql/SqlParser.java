package dev.surefoot.schema.sql;

import java.util.List;

/** Splits SQL text into statements. Implementations are thread-safe and don't run anything. */
public interface SqlParser {
    /** The grammar's version, for example {@code 18.1.5}; {@code none} without a grammar. */
    String version();

    /** The statements of a text, without the semicolons between them. */
    Split split(String text);

    /** The scanner alone: splits whatever it is given and never finds an error. */
    static SqlParser scanner() {
        return ScannerParser.INSTANCE;
    }

    /** The grammar where the build found one, else the scanner. Keep the object: it loads once. */
    static SqlParser best() {
        return Grammar.find().<SqlParser>map(grammar -> grammar).orElseGet(SqlParser::scanner);
    }

    /** What a text turned out to be. */
    sealed interface Split {
        /** Statements, each from its first word to its last; comments between them are left out. */
        record Statements(List<Span> spans) implements Split {
            public Statements {
                spans = List.copyOf(spans);
            }
        }

        /**
         * The grammar has no name for it.
         *
         * @param offset where it stumbled, in UTF-16 units from 0
         * @param message the grammar's own words
         */
        record Unreadable(int offset, String message) implements Split {}
    }
}
