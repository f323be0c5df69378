package dev.surefoot.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

class AnswerReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\n\r\nhello",
                "content-length: 0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nT: 1\r\n\r\n"
            })
    void reads_to_the_end_of_the_body_and_no_further(String rest) throws IOException {
        String one = "HTTP/1.1 503 Busy\r\nX-Shop-Version: v2\r\n" + rest;
        InputStream in = stream(one + "HTTP/1.1 204 \r\n\r\n");

        AnswerReader reader = new AnswerReader(in);

        assertThat(reader.read()).isEqualTo(new ShopAnswer(503, "v2"));
        assertThat(reader.keepsAlive()).isTrue();
        assertThat(new AnswerReader(in).read()).isEqualTo(new ShopAnswer(204, Tally.UNSIGNED));
    }

    @Test
    void keeps_no_connection_that_is_to_be_closed() throws IOException {
        AnswerReader told =
                new AnswerReader(
                        stream("HTTP/1.1 200\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
        AnswerReader endless = new AnswerReader(stream("HTTP/1.1 200 OK\r\n\r\nto the end"));

        assertThat(told.read().status()).isEqualTo(200);
        assertThat(endless.read().status()).isEqualTo(200);

        assertThat(told.keepsAlive()).isFalse();
        assertThat(endless.keepsAlive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhello"
            })
    void takes_an_answer_cut_short_for_no_answer(String cut) {
        assertThatThrownBy(() -> new AnswerReader(stream(cut)).read())
                .isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-other\r\n",
                "HTTP/1.1 9\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\n"
            })
    void refuses_what_is_no_answer(String other) {
        assertThatThrownBy(() -> new AnswerReader(stream(other)).read())
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(EOFException.class);
    }

    @Test
    void bounds_the_head() {
        String longLine = "HTTP/1.1 200 OK\r\nX: " + "x".repeat(9_000);
        String manyLines = "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(101) + "\r\n";

        assertThatThrownBy(() -> new AnswerReader(stream(longLine)).read())
                .hasMessageContaining("more than 8192 B");
        assertThatThrownBy(() -> new AnswerReader(stream(manyLines)).read())
                .hasMessageContaining("more than 100 header lines");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
