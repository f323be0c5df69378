package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which URIs name the same repository. */
class GitSourceTest {
    @ParameterizedTest
    @CsvSource({
        "git+https://git.example/shop@refs/heads/main, https://git.example/shop, refs/heads/main",
        "https://git.example/shop.git, https://git.example/shop, ''",
        "https://git.example/shop/, https://git.example/shop, ''",
        "HTTPS://Git.Example/Shop, https://git.example/Shop, ''",
        "https://token:x@git.example/shop, https://git.example/shop, ''",
        "https://git.example@evil.example/shop, https://evil.example/shop, ''",
        "https://git.example/shop#main:docs, https://git.example/shop, ''",
        "https://git.example/r?id=1, https://git.example/r?id=1, ''",
        "https://git.example/r.git@v1?id=2#x, https://git.example/r?id=2, v1",
        "https://git.example?id=2, https://git.example?id=2, ''",
        "git@git.example:shop.git, git@git.example:shop.git, ''",
    })
    void a_repository_has_one_form(String uri, String repository, String ref) {
        GitSource source = GitSource.of(uri);

        assertThat(source).isEqualTo(new GitSource(repository, ref));
        assertThat(GitSource.of(repository).repository()).isEqualTo(repository);
    }
}
