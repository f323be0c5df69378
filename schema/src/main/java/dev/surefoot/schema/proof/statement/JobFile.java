package dev.surefoot.schema.proof.statement;

import dev.surefoot.schema.sql.Span;
import dev.surefoot.schema.sql.SqlParser;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a job's statements: SQL as it stands, or JSON Lines where its name ends in so. */
public final class JobFile {
    private JobFile() {}

    /** Its statements, in order. */
    public static Statements read(Path file) throws IOException, UnreadableStatements {
        if (file.toString().endsWith(".jsonl")) {
            return StatementsFile.read(file);
        }
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new UnreadableStatements(List.of("line 1: the file is not UTF-8 text"));
        }
        return switch (SqlParser.scanner().split(text)) {
            case SqlParser.Split.Statements(List<Span> spans) -> {
                List<AppStatement> all = new ArrayList<>();
                for (Span span : spans) {
                    all.add(AppStatement.of(Integer.toString(all.size() + 1), span.of(text)));
                }
                if (all.isEmpty()) {
                    throw new UnreadableStatements(List.of("line 1: no statement is there"));
                }
                // Written as a statements file is, so that a job has a digest like one.
                yield StatementsFile.parse(StatementsFile.write(all));
            }
            case SqlParser.Split.Unreadable unreadable ->
                    throw new UnreadableStatements(List.of("line 1: " + unreadable.message()));
        };
    }
}
