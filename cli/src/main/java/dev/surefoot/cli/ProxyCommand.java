package dev.surefoot.cli;

import java.nio.file.Path;
import java.util.List;

/** How the server starts the embedded data plane: by the same JDK and from the same jars. */
public final class ProxyCommand {
    private ProxyCommand() {}

    /** The words of the command line, without the data plane's own arguments. */
    public static List<String> words() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.surefoot.proxy.Main");
    }
}
