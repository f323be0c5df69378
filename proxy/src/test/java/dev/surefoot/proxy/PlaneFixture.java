package dev.surefoot.proxy;

import dev.surefoot.proxy.forward.Timeouts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A data plane in this process for each test, with whatever has to be closed after it. */
abstract class PlaneFixture {
    @TempDir Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    Path directory() {
        return folder.resolve("proxy");
    }

    Admin start() throws IOException {
        return start(Timeouts.DEFAULT);
    }

    Admin start(Duration backendTimeout) throws IOException {
        return start(new Timeouts(backendTimeout, Timeouts.DEFAULT.connect()));
    }

    Admin start(Timeouts timeouts) throws IOException {
        closing(DataPlane.start(new Settings(directory(), timeouts)));
        return closing(new Admin(directory()));
    }

    <T extends AutoCloseable> T closing(T resource) {
        open.add(resource);
        return resource;
    }

    FakeBackend saying(String text) throws IOException {
        return closing(FakeBackend.saying(text));
    }

    FakeBackend scripted(FakeBackend.Script script) throws IOException {
        return closing(FakeBackend.scripted(script));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : open.reversed()) {
            resource.close();
        }
    }
}
