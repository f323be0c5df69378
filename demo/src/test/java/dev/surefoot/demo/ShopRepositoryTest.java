package dev.surefoot.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class ShopRepositoryTest {
    @TempDir Path directory;

    @Test
    void holds_five_tagged_commits_in_a_row_by_the_team_and_of_now() throws Exception {
        ShopRepository repository = ShopRepository.create(directory);

        try (Git git = Git.open(directory.toFile())) {
            List<RevCommit> log = new ArrayList<>();
            git.log().call().forEach(log::addFirst);
            assertThat(log)
                    .extracting(RevCommit::name)
                    .isEqualTo(repository.commits().stream().map(ShopCommit::sha).toList());
            assertThat(log).extracting(RevCommit::getParentCount).containsExactly(0, 1, 1, 1, 1);
            assertThat(log).allSatisfy(ShopRepositoryTest::isByTheTeamAndOfNow);
            for (ShopCommit commit : repository.commits()) {
                assertThat(git.getRepository().resolve(Constants.R_TAGS + commit.version()))
                        .extracting(id -> id.name())
                        .isEqualTo(commit.sha());
            }
        }
    }

    @Test
    void leaves_a_clean_work_tree_with_the_shops_configuration() throws Exception {
        ShopRepository.create(directory);

        try (Git git = Git.open(directory.toFile())) {
            assertThat(git.status().call().isClean()).isTrue();
            assertThat(git.getRepository().getBranch()).isEqualTo("main");
        }
        assertThat(directory.resolve("config/staging.yaml")).isRegularFile();
        assertThat(directory.resolve("config/production.yaml"))
                .content()
                .contains("backend-error-rate: 0.001");
    }

    @Test
    void refuses_a_directory_that_holds_something() throws Exception {
        Files.writeString(directory.resolve("mine.txt"), "keep me");

        assertThatThrownBy(() -> ShopRepository.create(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not empty");
        assertThat(directory.resolve("mine.txt")).hasContent("keep me");
    }

    private static void isByTheTeamAndOfNow(RevCommit commit) {
        assertThat(commit.getAuthorIdent().toExternalString())
                .startsWith("Shop Team <team@shop.example>");
        assertThat(commit.getCommitterIdent()).isEqualTo(commit.getAuthorIdent());
        assertThat(commit.getAuthorIdent().getWhenAsInstant())
                .isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
    }
}
