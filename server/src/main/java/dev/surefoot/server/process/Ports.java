package dev.surefoot.server.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Is a port free, and if not, who has it? An answer is true for the moment it was asked. */
public final class Ports {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final int LOWEST_FREE = 10_000;
    private static final int USUAL_EPHEMERAL = 32_768;
    private static final int MOST_TRIES = 10_000;
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private Ports() {}

    /**
     * Ports that are free now, and that no outgoing connection takes by chance before they are
     * used: they lie below the system's range for those.
     */
    public static List<Integer> free(int count) {
        Set<Integer> found = new LinkedHashSet<>();
        int end = ephemeralFrom();
        for (int tries = 0; found.size() < count && tries < MOST_TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_FREE, end);
            if (!inUse(port)) {
                found.add(port);
            }
        }
        if (found.size() < count) {
            throw new IllegalStateException(
                    "no " + count + " free ports from " + LOWEST_FREE + " to " + (end - 1));
        }
        return List.copyOf(found);
    }

    private static int ephemeralFrom() {
        // Not Files.readString: what lies below /proc/sys comes whole in one read, or not at all.
        try (BufferedReader range =
                Files.newBufferedReader(PROC.resolve("sys/net/ipv4/ip_local_port_range"))) {
            String line = String.valueOf(range.readLine());
            return Math.max(
                    LOWEST_FREE + 1_000, Integer.parseInt(line.strip().split("\\s+", -1)[0]));
        } catch (IOException | NumberFormatException e) {
            return USUAL_EPHEMERAL;
        }
    }

    /** Whether somebody listens on {@code port}, on loopback or on all addresses. */
    public static boolean inUse(int port) {
        return !bindable(new InetSocketAddress(port))
                || !bindable(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static boolean bindable(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address, 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Who listens on {@code port}: program and pid, no arguments (they may hold secrets). Empty
     * where the system does not tell: other users' processes, systems without {@code /proc}.
     */
    public static Optional<String> holder(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            sockets.addAll(listening(PROC.resolve(table), port));
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (holdsAny(process.resolve("fd"), sockets)) {
                    return Optional.of(describe(process.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Set<String> listening(Path table, int port) {
        Set<String> sockets = new HashSet<>();
        String suffix = String.format(":%04X", port);
        try {
            for (String line : Files.readAllLines(table)) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > INODE
                        && fields[LOCAL].endsWith(suffix)
                        && fields[STATE].equals(LISTENING)) {
                    sockets.add("socket:[" + fields[INODE] + "]");
                }
            }
        } catch (IOException e) {
            return Set.of();
        }
        return sockets;
    }

    private static boolean holdsAny(Path descriptors, Set<String> sockets) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(descriptors)) {
            for (Path entry : entries) {
                if (sockets.contains(target(entry))) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false; // another user's, or just ended
        }
        return false;
    }

    private static String target(Path entry) {
        try {
            return Files.readSymbolicLink(entry).toString();
        } catch (IOException e) {
            return ""; // closed between two looks
        }
    }

    private static String describe(String pid) {
        String program =
                ProcessHandle.of(Long.parseLong(pid))
                        .flatMap(handle -> handle.info().command())
                        .orElse("process");
        return program + " (pid " + pid + ")";
    }
}
