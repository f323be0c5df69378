package dev.surefoot.server.traffic.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.Token;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class MapFilesTest {
    private static final Names NAMES = new Names("shop_production");

    @TempDir Path directory;

    @Test
    void what_was_written_is_read_and_integers_are_apart_from_words() throws IOException {
        MapFiles files = new MapFiles(directory);
        Entries entries = entries("p-1:17");

        files.write(NAMES, entries, MapFiles.Kept.OVER_A_POWER_CUT, Optional::empty);

        assertThat(Entries.read(NAMES, files.read())).isEqualTo(new Entries.Read.Whole(entries));
        assertThat(Files.readAllLines(files.shares())).containsExactly("shop_production_bp 500");
        assertThat(Files.readAllLines(files.words()))
                .contains("shop_production_primary blue", "shop_production_canary green")
                .contains("shop_production_lease p-1:17", "shop_production_token 17");
        assertThat(directory).isDirectoryNotContaining("glob:**.next");
    }

    @Test
    void lines_of_others_and_comments_stay_as_they_are() throws IOException {
        MapFiles files = new MapFiles(directory);
        Files.writeString(
                files.words(),
                """
                # ours
                shop_staging_primary green
                shop_production_primary  green

                x y z
                shop_production_primary green
                """);

        files.write(NAMES, entries("p-1:1"), MapFiles.Kept.OVER_A_POWER_CUT, Optional::empty);

        List<String> lines = Files.readAllLines(files.words());
        assertThat(lines)
                .startsWith(
                        "# ours",
                        "shop_staging_primary green",
                        "shop_production_primary blue",
                        "",
                        "x y z",
                        "shop_production_canary green")
                .doesNotHaveDuplicates();
    }

    @Test
    void what_is_not_whole_says_what_is_wrong_and_still_tells_its_token() throws IOException {
        MapFiles files = new MapFiles(directory);
        files.write(NAMES, entries("p-1:17"), MapFiles.Kept.OVER_A_POWER_CUT, Optional::empty);
        Files.writeString(files.shares(), "");

        assertThat(Entries.read(NAMES, files.read()))
                .isEqualTo(
                        new Entries.Read.Broken(
                                "the entry shop_production_bp is missing",
                                Optional.of(new Token(17))));
        assertThat(Entries.read(new Names("shop_prod"), files.read()))
                .isEqualTo(new Entries.Read.Absent());
    }

    @Test
    void what_only_a_reload_must_find_is_there_at_once_and_can_be_forced_later()
            throws IOException {
        MapFiles files = new MapFiles(directory);

        files.write(NAMES, entries("p-1:17"), MapFiles.Kept.OVER_A_RELOAD, Optional::empty);
        assertThat(Entries.read(NAMES, files.read())).isInstanceOf(Entries.Read.Whole.class);

        files.force();
        assertThat(Entries.read(NAMES, files.read())).isInstanceOf(Entries.Read.Whole.class);
    }

    @Test
    void a_folder_that_is_gone_is_an_error() {
        MapFiles files = new MapFiles(directory.resolve("gone"));

        assertThatThrownBy(
                        () ->
                                files.write(
                                        NAMES,
                                        entries("p-1:1"),
                                        MapFiles.Kept.OVER_A_POWER_CUT,
                                        Optional::empty))
                .isInstanceOf(IOException.class);
    }

    private static Entries entries(String lease) {
        return new Entries(
                new Split(Slot.BLUE, new Share(500)),
                Set.of(Slot.BLUE, Slot.GREEN),
                Optional.of(new Entries.HeldLease(lease, false)),
                new Token(17),
                Instant.ofEpochMilli(5));
    }
}
