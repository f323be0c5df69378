package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Random;

/** When two URIs name the same repository, and when nobody can say so. */
@Requirement("EVID-15")
class GitSourceTest {
    @ParameterizedTest
    @CsvSource({
        "https://git.example/shop, https://git.example/shop, ''",
        "git+https://Git.Example/shop.git, https://git.example/shop, ''",
        "GIT+HTTPS://git.example:443/shop/, https://git.example/shop, ''",
        "https://git.example:0443/shop.git//, https://git.example/shop, ''",
        "https://me:secret@git.example/shop, https://git.example/shop, ''",
        "https://git.example@evil.example/shop, https://evil.example/shop, ''",
        "https://git.example/shop#main:docs, https://git.example/shop, ''",
        "https://git.example/shop#sub/folder, https://git.example/shop, ''",
        "https://git.example:8443/Shop, https://git.example:8443/Shop, ''",
        "http://git.example:80/shop, http://git.example/shop, ''",
        "git+ssh://git:secret@git.example:22/shop.git, ssh://git@git.example/shop, ''",
        "git://git.example:9418/shop, git://git.example/shop, ''",
        "git+file:///srv/shop/, file:///srv/shop, ''",
        "file://localhost/srv/shop.git, file:///srv/shop, ''",
        "git+https://git.example/shop@refs/heads/main, https://git.example/shop, refs/heads/main",
        "https://git.example/shop.git@v1, https://git.example/shop, v1",
        "https://git.example/shop@refs/heads/a@b, https://git.example/shop, refs/heads/a@b",
        "https://git.example/@alice/shop@v1, https://git.example/@alice/shop, v1",
        "https://git.example/@alice/shop, https://git.example/@alice/shop, ''",
        "https://git.example/a%40b, https://git.example/a%40b, ''",
        "https://[2001:DB8::1]/shop, https://[2001:db8::1]/shop, ''",
    })
    void one_form_for_the_same_repository(String uri, String repository, String ref) {
        assertThat(good(uri)).isEqualTo(new GitSource(repository, ref));
        assertThat(good(repository).repository()).isEqualTo(repository);
    }

    @Test
    void a_branch_whose_name_has_a_hash_is_not_the_branch_before_it() {
        GitSource source = good("git+https://git.example/shop@refs/heads/main#evil");

        assertThat(source.repository()).isEqualTo("https://git.example/shop");
        assertThat(source.ref()).isEqualTo("refs/heads/main#evil");
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example/@alice/shop, https://git.example/@bob/shop",
        "https://git.example/shop, http://git.example/shop",
        "https://git.example/shop, https://git.example/Shop",
        "https://git.example/shop, https://git.example:8443/shop",
        "https://git.example/shop, ssh://git.example/shop",
        "ssh://alice@git.example/shop, ssh://bob@git.example/shop",
        "https://git.example/shop, https://git.example./shop",
        "https://git.example/shop@v1, https://git.example/shop%40v1",
        "https://git.example/a/b, https://git.example/a%2fb",
    })
    void two_repositories_stay_two(String one, String other) {
        assertThat(good(one).repository()).isNotEqualTo(good(other).repository());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop",
                "git@git.example:shop.git",
                "https://git.example",
                "https://git.example/",
                "https://git.example/.git",
                "https:///shop",
                "https://user@/shop",
                "https://git.example/cgi?p=shop.git",
                "https://git.example/shop@refs/heads/main?p=other",
                "https://git.example/shop.git.git",
                "https://git.example/a/../shop",
                "https://git.example/a/%2E%2e/shop",
                "https://git.example/./shop",
                "https://git.example/team@one/shop",
                "https://git.example/team@one/shop@refs/heads/main",
                "https://git.example/shop@feature/x",
                "https://git.example/shop@",
                "https://git.example\\shop",
                "https://git.example/sh op",
                "https://git.example/sh\nop",
                "https://git.example/sh\u0000op",
                "https://git.e\u212aample/shop",
                "https://git.example:port/shop",
                "https://git.example:123456789/shop",
                "file://elsewhere/srv/shop",
                "ftp://git.example/shop",
                "pkg:github/org/shop@v1",
            })
    void what_could_be_two_repositories_is_refused_with_what_was_seen(String uri) {
        assertThat(GitSource.parse(uri)).isInstanceOf(GitSource.Parsed.Bad.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "@", ".git", "/.git", "%2e/", "/@"})
    void a_long_uri_is_refused_at_once_and_named_by_its_length(String part) {
        String uri = "https://git.example/" + part.repeat(1_000_000) + "x";

        GitSource.Parsed parsed =
                assertTimeoutPreemptively(Duration.ofSeconds(5), () -> GitSource.parse(uri));

        assertThat(parsed)
                .isInstanceOfSatisfying(
                        GitSource.Parsed.Bad.class,
                        bad ->
                                assertThat(bad.why())
                                        .contains(uri.length() + " characters", "2048")
                                        .hasSizeLessThan(300));
    }

    @ParameterizedTest
    @CsvSource({
        "git+https://git.example/shop, true",
        "https://git.example/shop.git, true",
        "https://git.example/shop.git/@v1, true",
        "https://git.example/shop.git#main, true",
        "https://git.example/shop.git?p=x, true",
        "https://git.example/shop.github, false",
        "https://git.example/a?b=shop.git, false",
        "pkg:maven/example/shop@1, false",
    })
    void a_uri_says_itself_whether_it_is_gits(String uri, boolean git) {
        assertThat(GitSource.looksLikeGit(uri)).isEqualTo(git);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "@", ".git@", ".git/", "?", "#"})
    void a_long_uri_is_looked_at_in_no_time(String part) {
        for (String end : new String[] {"x", "?", "#", ""}) {
            String uri = ".git" + part.repeat(1_000_000) + end;
            assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> GitSource.looksLikeGit(uri), part + end);
        }
    }

    @Test
    void whatever_is_read_once_is_read_the_same_again() {
        String[] parts = {
            "git+",
            "https://",
            "ssh://",
            "h",
            "H.x",
            ":443",
            ":1",
            "/",
            "//",
            "@",
            "a",
            "A",
            ".git",
            "refs/",
            "#",
            "?",
            "..",
            ".",
            "%40",
            "u@",
            "/a/"
        };
        Random random = new Random(20261127);
        int good = 0;

        for (int i = 0; i < 50_000; i++) {
            StringBuilder uri = new StringBuilder("https://h/a");
            uri.setLength(random.nextInt(uri.length() + 1));
            for (int n = random.nextInt(7); n >= 0; n--) {
                uri.append(parts[random.nextInt(parts.length)]);
            }
            if (GitSource.parse(uri.toString()) instanceof GitSource.Parsed.Good(GitSource once)) {
                good++;
                assertThat(good(once.repository()))
                        .as(uri::toString)
                        .isEqualTo(new GitSource(once.repository(), ""));
            }
        }
        assertThat(good).isGreaterThan(5_000);
    }

    private static GitSource good(String uri) {
        assertThat(GitSource.parse(uri)).as(uri).isInstanceOf(GitSource.Parsed.Good.class);
        return ((GitSource.Parsed.Good) GitSource.parse(uri)).source();
    }
}
