package dev.surefoot.schema.sql;

/** The scanner as a parser: used where the build found no grammar, or the grammar no sense. */
enum ScannerParser implements SqlParser {
    INSTANCE;

    @Override
    public String version() {
        return "none";
    }

    @Override
    public Split split(String text) {
        return new Split.Statements(SqlText.scan(text).statements());
    }
}
