package dev.surefoot.server.traffic.haproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * HAProxy's Runtime API: one connection a question, at most two seconds. Safe for use by many
 * threads.
 */
final class RuntimeApi {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_ANSWER = 64 * 1024 * 1024;
    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("haproxy-limit").factory());

    private final Path path;

    RuntimeApi(Path path) {
        this.path = path;
    }

    /** What came back. */
    sealed interface Reply {
        /** One text a command, in their order, without the line that ends it. */
        record Answer(List<String> texts) implements Reply {}

        /** Nothing that could be understood; what was asked may have been done or not. */
        record Nothing(String why) implements Reply {}
    }

    /** Runs commands one after the other, by one process of HAProxy. */
    Reply ask(List<String> commands) {
        return converse(
                String.join(";", commands),
                whole -> {
                    List<String> texts = split(whole);
                    return texts.size() == commands.size()
                            ? new Reply.Answer(texts)
                            : new Reply.Nothing(
                                    "HAProxy gave %d answers to %d commands at %s"
                                            .formatted(texts.size(), commands.size(), path));
                });
    }

    /** All of the answer to one command, empty lines included; empty without an answer. */
    String whole(String command) {
        return converse(command, whole -> new Reply.Answer(List.of(whole)))
                        instanceof Reply.Answer(List<String> texts)
                ? texts.getFirst()
                : "";
    }

    private Reply converse(String commands, Function<String, Reply> understand) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // Closing is what ends a blocked connect or read.
            Future<?> limit =
                    CLOCK.schedule(() -> close(channel), LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            try {
                return understand.apply(exchange(channel, commands));
            } finally {
                limit.cancel(false);
            }
        } catch (IOException | UnsupportedOperationException e) {
            return new Reply.Nothing("HAProxy does not answer at " + path + ": " + reason(e));
        }
    }

    private String exchange(SocketChannel channel, String commands) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(path));
        byte[] line = (commands + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.wrap(line);
        while (out.hasRemaining()) {
            channel.write(out);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.allocate(BUFFER);
        while (channel.read(in) >= 0) {
            all.write(in.array(), 0, in.position());
            in.clear();
            if (all.size() > LONGEST_ANSWER) {
                throw new IOException("its answer is longer than 64 MiB");
            }
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /**
     * Each answer ends with an empty line; an answer that says nothing is one. Only a variable's
     * value stands alone in 2.6, so variables must be asked for last.
     */
    static List<String> split(String whole) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int end = whole.indexOf('\n'); end >= 0; end = whole.indexOf('\n', from)) {
            if (end == from) {
                texts.add(text.toString());
                text.setLength(0);
            } else if (text.isEmpty() && whole.startsWith("proc.", from)) {
                texts.add(whole.substring(from, end));
                end = whole.startsWith("\n", end + 1) ? end + 1 : end;
            } else {
                text.append(whole, from, end + 1);
            }
            from = end + 1;
        }
        return texts;
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It ends all the same.
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
