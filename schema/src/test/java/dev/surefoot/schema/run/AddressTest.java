package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.surefoot.schema.run.target.Address;
import dev.surefoot.schema.run.target.Target;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Passwords in addresses of every kind, and what is said of them. */
class AddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://owner:secret@127.0.0.1:1/shop",
                "postgresql://owner:secret@127.0.0.1:1/shop",
                "jdbc:postgresql://owner:secret@127.0.0.1:1/shop",
                "jdbc:postgresql://owner:secret@localhost/shop",
                "jdbc:postgresql://owner:sec/secret@localhost:1/shop",
                "jdbc:postgresql://owner:1/secret@localhost:1/shop",
                "jdbc:postgresql://owner:1?secret@localhost:1/shop",
                "jdbc:postgresql:owner:secret@localhost:1/shop",
                "jdbc:postgresql://127.0.0.1:1?user=owner&password=secret",
                "jdbc:postgresql://127.0.0.1:1/a/b?user=owner&password=secret",
                "jdbc:postgresql://127.0.0.1:99999/shop?user=owner&password=secret",
                "jdbc:postgresql://127.0.0.1:1/shop?user=owner&password=secret%",
                "jdbc:postgresql://127.0.0.1:1/shop;user=owner;password=secret",
                "jdbc:postgresql://127.0.0.1:1/shop&user=owner&password=secret",
                "jdbc:mysql://127.0.0.1:1/shop?user=owner&password=secret",
                "secret"
            })
    void an_address_of_another_form_is_refused_with_the_right_form_and_never_shown(String url)
            throws Exception {
        Target target = new Target(url);
        List<String> logged = new ArrayList<>();
        Logger root = Logger.getLogger("");
        Handler handler = new Listening(logged);
        root.addHandler(handler);

        Throwable unconnected;
        Throwable unread;
        Outcome outcome;
        Outcome paused;
        try {
            unconnected = catchThrowableOfType(SQLException.class, target::connect);
            unread = catchThrowableOfType(TargetTrouble.class, () -> TargetFacts.read(target));
            paused = FillPause.ask(target, "lunch");
            outcome =
                    new SchemaRunner(
                                    target,
                                    SafeRenameTest.rename(),
                                    RunOptions.usual("test"),
                                    Progress.NONE)
                            .expand();
        } finally {
            root.removeHandler(handler);
        }

        assertThat(outcome).isEqualTo(paused).isInstanceOf(Outcome.NotAllowed.class);
        assertThat(((Outcome.NotAllowed) outcome).reason())
                .contains("jdbc:postgresql://HOST/DATABASE?user=")
                .isEqualTo(unconnected.getMessage())
                .isEqualTo(Address.wrong(url).orElseThrow());
        assertThat(
                        List.of(
                                outcome.toString(),
                                String.valueOf(unread.getMessage()),
                                target.shown(),
                                target.toString(),
                                logged.toString()))
                .noneMatch(text -> text.contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/shop",
                "jdbc:postgresql://db:5432/shop?user=owner&password=p@ss:w=rd",
                "jdbc:postgresql://[::1]:5432/shop?user=owner",
                "jdbc:postgresql://a:1,b:2/shop?targetServerType=primary",
                "jdbc:postgresql://my-db.example.com/my%40shop-1.x_y?options=-c%20a=b",
                "jdbc:postgresql:shop",
                "jdbc:postgresql:?user=owner",
                "jdbc:postgresql:///shop"
            })
    void what_the_driver_reads_is_taken_and_shown_without_its_parameters(String url) {
        assertThat(Address.wrong(url)).isEmpty();
        assertThat(new Target(url).shown()).isEqualTo(url.replaceFirst("\\?.*", ""));
    }

    @Test
    void a_password_in_an_error_of_the_driver_is_left_out() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = Thread.ofVirtual().start(() -> repeat(server));
            Target target =
                    new Target(
                            "jdbc:postgresql://127.0.0.1:%d/shop?user=owner&password=s%%40cret&%s"
                                    .formatted(
                                            server.getLocalPort(),
                                            "sslmode=disable&gssEncMode=disable"));

            assertThatThrownBy(target::connect)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("no luck with s…?user=owner&password=… or …")
                    .hasMessageNotContainingAny("s%40cret", "s@cret", "other")
                    .hasNoCause();
            answering.join();
        }
    }

    /** Answers as a server does that repeats what is secret. */
    private static void repeat(ServerSocket server) {
        byte[] fields =
                "SFATAL\0VFATAL\0C28P01\0Mno luck with s…?user=owner&password=other or s@cret\0\0"
                        .getBytes(StandardCharsets.UTF_8);
        try (Socket client = server.accept();
                DataInputStream in = new DataInputStream(client.getInputStream());
                DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
            in.readNBytes(in.readInt() - 4);
            out.writeByte('E');
            out.writeInt(fields.length + 4);
            out.write(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Listening extends Handler {
        private final List<String> logged;

        Listening(List<String> logged) {
            this.logged = logged;
        }

        @Override
        public void publish(LogRecord entry) {
            Object[] values = entry.getParameters();
            logged.add(entry.getMessage() + (values == null ? "" : List.of(values)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
