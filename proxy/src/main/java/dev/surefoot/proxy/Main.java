package dev.surefoot.proxy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;

/** The proxy's process. Exits 1 if it cannot start, 2 on a wrong command line. */
public final class Main {
    private Main() {}

    /** Starts, and lives until it is told to end (SIGTERM) or killed. */
    public static void main(String[] arguments) {
        switch (Settings.parse(List.of(arguments))) {
            case Settings.Parsed.Wrong wrong -> fail(2, wrong.message() + "\n" + Settings.USAGE);
            case Settings.Parsed.Ok ok -> run(ok.settings());
        }
    }

    private static void run(Settings settings) {
        try {
            DataPlane plane = DataPlane.start(settings);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(plane::close));
            System.out.println("proxy ready, admin on 127.0.0.1:" + plane.adminPort());
        } catch (IOException e) {
            // A file system's message is only a path; its class says what went wrong.
            fail(
                    1,
                    e instanceof FileSystemException
                            ? e.toString()
                            : String.valueOf(e.getMessage()));
        }
    }

    private static void fail(int status, String message) {
        System.err.println("proxy: " + message);
        System.exit(status);
    }
}
