package dev.surefoot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

class BundledArchiveTest {
    @TempDir Path cache;

    @Test
    void is_of_the_version_that_data_directories_are_checked_against() throws IOException {
        Attempt<Binaries> binaries = Binaries.bundled(Servers.CACHE);

        assertThat(binaries).isInstanceOf(Attempt.Ok.class);
        assertThat(((Attempt.Ok<Binaries>) binaries).value().major())
                .isEqualTo(BundledArchive.MAJOR);
    }

    @Test
    void is_unpacked_once_by_those_who_do_it_at_the_same_time() throws Exception {
        List<Attempt<Binaries>> all = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();

        for (int i = 0; i < 3; i++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            all.add(Binaries.bundled(cache));
                                        } catch (IOException e) {
                                            all.add(Attempt.no(Reason.FAILED, e.toString()));
                                        }
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(all).hasSize(3).allMatch(one -> one.equals(all.getFirst()));
        assertThat(all.getFirst()).isInstanceOf(Attempt.Ok.class);
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left.map(path -> path.getFileName().toString()).toList())
                    .singleElement()
                    .asString()
                    .matches("[0-9a-f]{64}");
        }
    }
}
