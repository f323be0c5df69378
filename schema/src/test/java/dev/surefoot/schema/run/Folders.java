package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.Header;
import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.migration.Statement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Migrations written in a test: statements end with a semicolon at a line's end. */
final class Folders {
    private final Layout layout;
    private final List<MigrationFile> files = new ArrayList<>();

    private Folders(Layout layout) {
        this.layout = layout;
    }

    static Folders flyway() {
        return new Folders(Layout.FLYWAY);
    }

    static Folders plain() {
        return new Folders(Layout.PLAIN);
    }

    MigrationSet set() {
        return new MigrationSet(layout, "none", files);
    }

    /** The words of a header besides the phase. */
    record Head(
            Phase phase,
            List<Header.BackfillSpec> backfills,
            List<Header.SyncSpec> syncs,
            Optional<MigrationFile.Wrapping> wrapping) {
        static Head of(Phase phase) {
            return new Head(phase, List.of(), List.of(), Optional.empty());
        }

        Head fill(String table, String key, String set, String verify) {
            List<Header.BackfillSpec> more = new ArrayList<>(backfills);
            more.add(new Header.BackfillSpec(table, key, set, verify));
            return new Head(phase, more, syncs, wrapping);
        }

        Head sync(String table, String old, String fresh, String up, String down) {
            List<Header.SyncSpec> more = new ArrayList<>(syncs);
            more.add(new Header.SyncSpec(table, old, fresh, up, down));
            return new Head(phase, backfills, more, wrapping);
        }

        Head wrapped(MigrationFile.Wrapping how) {
            return new Head(phase, backfills, syncs, Optional.of(how));
        }
    }

    Folders file(String version, Head head, String text) {
        return file(version, head, text, "");
    }

    Folders file(String version, Head head, String text, String inverse) {
        String path =
                layout == Layout.FLYWAY ? "V" + version + "__change.sql" : version + "_change.sql";
        Optional<MigrationFile.Inverse> back =
                inverse.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new MigrationFile.Inverse(
                                        "U" + path.substring(1),
                                        sha(inverse),
                                        inverse,
                                        statements(inverse),
                                        MigrationFile.Wrapping.STATEMENT));
        files.add(
                new MigrationFile(
                        path,
                        version,
                        "change",
                        sha(text),
                        text,
                        new Header(
                                Optional.of(head.phase()),
                                Optional.empty(),
                                head.wrapping(),
                                head.backfills(),
                                head.syncs()),
                        statements(text),
                        head.wrapping().orElse(MigrationFile.Wrapping.STATEMENT),
                        back));
        return this;
    }

    private static List<Statement> statements(String text) {
        List<Statement> all = new ArrayList<>();
        int line = 1;
        int offset = 0;
        for (String each : text.split(";\n|;$", -1)) {
            if (!each.isBlank()) {
                String own = each.strip();
                int at = text.indexOf(own, offset);
                all.add(
                        new Statement(
                                all.size() + 1,
                                line
                                        + (int)
                                                text.substring(0, at)
                                                        .chars()
                                                        .filter(c -> c == '\n')
                                                        .count(),
                                at,
                                own));
                offset = at + own.length();
            }
        }
        return all;
    }

    private static String sha(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
