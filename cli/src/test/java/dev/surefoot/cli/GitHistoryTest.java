package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.candidate.SourceChange;
import dev.surefoot.server.candidate.SourceHistory;
import dev.surefoot.testkit.Requirement;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand.FastForwardMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

class GitHistoryTest {
    private static final Instant T0 = Instant.parse("2026-11-01T10:00:00Z");

    @TempDir Path directory;
    private Git git;
    private int minutes;

    @BeforeEach
    void open() throws Exception {
        git = Git.init().setDirectory(directory.toFile()).setInitialBranch("main").call();
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    @Requirement("API-4")
    void lists_what_changed_since_the_newest_earlier_candidate() throws Exception {
        String first = commit("ann@x.org", "a.txt", "1\n2\n3\n");
        String second = commit("ann@x.org", "a.txt", "1\n2\n3\n4\n");
        String third = commit("Bob@x.org", "b/b.txt", "x\n");
        String fourth = commit("bob@x.org ", "a.txt", "1\n4\n");

        SourceHistory history = known(fourth, first, second);

        assertThat(history.base()).contains(second);
        assertThat(history.changes()).extracting(SourceChange::sha).containsExactly(fourth, third);
        assertThat(history.changes()).extracting(SourceChange::added).containsExactly(0L, 1L);
        assertThat(history.changes()).extracting(SourceChange::deleted).containsExactly(2L, 0L);
        assertThat(history.changes().getLast().paths()).containsExactly("b/b.txt");
        assertThat(history.changes()).extracting(SourceChange::author).hasSize(2);
        assertThat(history.changes().stream().map(SourceChange::author).distinct()).hasSize(1);
        assertThat(history.changes().toString()).doesNotContain("x.org");
        assertThat(history.problem()).isEmpty();
    }

    @Test
    @Requirement("API-4")
    void what_came_by_a_merge_is_on_trunk_from_the_merge_on() throws Exception {
        String base = commit("ann@x.org", "a.txt", "1\n");
        git.checkout().setCreateBranch(true).setName("topic").call();
        String topic = commit("bob@x.org", "b.txt", "1\n2\n");
        git.checkout().setName("main").call();
        String trunk = commit("ann@x.org", "a.txt", "1\n2\n");
        String merge = merge(topic);

        SourceHistory history = known(merge, base);

        assertThat(history.changes())
                .extracting(SourceChange::sha)
                .containsExactlyInAnyOrder(merge, trunk, topic);
        assertThat(of(history, topic).authoredAt()).isBefore(of(history, trunk).authoredAt());
        assertThat(of(history, topic).onTrunkAt()).isEqualTo(of(history, merge).onTrunkAt());
        assertThat(of(history, trunk).onTrunkAt()).isEqualTo(of(history, trunk).authoredAt());
        assertThat(of(history, merge).added()).as("its parents have the lines").isZero();
        assertThat(history.changes().stream().mapToLong(SourceChange::added).sum()).isEqualTo(3);
    }

    @Test
    void the_same_commit_built_again_has_the_candidate_before_as_its_base() throws Exception {
        String first = commit("ann@x.org", "a.txt", "1\n");
        String second = commit("ann@x.org", "a.txt", "2\n");

        assertThat(known(second, first, second).base()).contains(first);
        assertThat(known(second, second)).isEqualTo(new SourceHistory(Optional.empty(), List.of()));
    }

    @Test
    void without_the_commit_or_a_clone_nothing_is_known() throws Exception {
        commit("ann@x.org", "a.txt", "1\n");
        String nowhere = ObjectId.zeroId().getName();

        assertThat(why(GitHistory.read(directory, nowhere, List.of()))).contains("is not in");
        assertThat(why(GitHistory.read(directory, "no such^{", List.of()))).isNotBlank();
        Path outside = Files.createTempDirectory("outside");
        assertThat(why(GitHistory.read(outside, nowhere, List.of()))).contains("no git clone");
        Files.delete(outside);
    }

    @Test
    void a_shallow_clone_says_so_instead_of_too_little() throws Exception {
        String first = commit("ann@x.org", "a.txt", "1\n");
        String second = commit("ann@x.org", "a.txt", "2\n");
        Path clone = directory.resolve("clone");
        Git.cloneRepository()
                .setURI(directory.toUri().toString())
                .setDirectory(clone.toFile())
                .setDepth(1)
                .call()
                .close();

        assertThat(why(GitHistory.read(clone, second, List.of(first)))).contains("--unshallow");
    }

    private SourceHistory known(String commit, String... candidates) {
        GitHistory.Read read = GitHistory.read(directory, commit, List.of(candidates));
        assertThat(read).isInstanceOf(GitHistory.Read.Known.class);
        return ((GitHistory.Read.Known) read).history();
    }

    private static SourceChange of(SourceHistory history, String sha) {
        return history.changes().stream()
                .filter(c -> c.sha().equals(sha))
                .findFirst()
                .orElseThrow();
    }

    private static String why(GitHistory.Read read) {
        assertThat(read).isInstanceOf(GitHistory.Read.Unknown.class);
        return ((GitHistory.Read.Unknown) read).why();
    }

    private String commit(String email, String file, String content) throws Exception {
        Path path = directory.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, content);
        git.add().addFilepattern(".").call();
        PersonIdent who = who(email);
        return git.commit()
                .setMessage(file)
                .setAuthor(who)
                .setCommitter(who)
                .setSign(false)
                .call()
                .getName();
    }

    private String merge(String topic) throws Exception {
        git.merge()
                .include(ObjectId.fromString(topic))
                .setFastForward(FastForwardMode.NO_FF)
                .setCommit(false)
                .call();
        PersonIdent who = who("ann@x.org");
        return git.commit()
                .setMessage("merge")
                .setAuthor(who)
                .setCommitter(who)
                .setSign(false)
                .call()
                .getName();
    }

    private PersonIdent who(String email) {
        return new PersonIdent("somebody", email, T0.plusSeconds(60L * minutes++), ZoneOffset.UTC);
    }
}
