package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The identity of an artifact. */
class DigestTest {
    private static final String EMPTY_SHA256 =
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void hashes_as_published_for_the_empty_input() {
        assertThat(Digest.sha256(new byte[0])).hasToString(EMPTY_SHA256);
        assertThat(Digest.sha512(new byte[0]).toString()).startsWith("sha512:cf83e1357eefb8bd");
    }

    @Test
    void reads_what_it_writes() {
        Digest digest = Digest.sha512("x".getBytes(UTF_8));

        assertThat(Digest.parse(digest.toString())).contains(digest);
        assertThat(Digest.parse(EMPTY_SHA256)).contains(Digest.sha256(new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256",
                "sha256:",
                "sha256:e3b0",
                "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "SHA256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "sha256:E3B0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "sha512:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "sha256:g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                " sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            })
    void anything_else_is_no_digest(String text) {
        assertThat(Digest.parse(text)).isEmpty();
    }

    @Test
    void a_wrong_one_cannot_be_made() {
        assertThatThrownBy(() -> new Digest("sha256", "abc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sha256:abc");
    }
}
