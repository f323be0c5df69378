package dev.surefoot.schema.migration;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder of migrations that a test fills. */
record Folder(Path root) {
    Folder file(String path, String text) {
        return file(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Folder file(String path, byte[] bytes) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MigrationSet read() throws UnreadableMigrations {
        return SchemaDirectory.read(root, ReadOptions.plain());
    }

    MigrationSet read(Map<String, String> placeholders) throws UnreadableMigrations {
        return SchemaDirectory.read(root, ReadOptions.plain().withPlaceholders(placeholders));
    }

    List<String> paths() throws UnreadableMigrations {
        return read().files().stream().map(MigrationFile::path).toList();
    }

    MigrationFile only() throws UnreadableMigrations {
        return read().files().getFirst();
    }

    AbstractThrowableAssert<?, ? extends Throwable> refusal() {
        return assertThatThrownBy(this::read).isInstanceOf(UnreadableMigrations.class);
    }
}
