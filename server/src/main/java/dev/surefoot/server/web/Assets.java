package dev.surefoot.server.web;

import dev.surefoot.server.http.Page;
import dev.surefoot.server.http.PageAnswer;
import dev.surefoot.server.http.PageCall;
import dev.surefoot.server.http.Site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Style sheets, scripts and pictures, all from our own jars. Their path changes with any of their
 * bytes, so that browsers keep them for ever.
 */
final class Assets {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    /** Where each lies in the class path. */
    private static final Map<String, String> FILES =
            new TreeMap<>(
                    Map.of(
                            "surefoot.css", "/web/surefoot.css",
                            "live.js", "/web/live.js",
                            "charts.js", "/web/charts.js",
                            "icon.svg", "/web/icon.svg",
                            "uplot.css", UPLOT + "uPlot.min.css",
                            "uplot.js", UPLOT + "uPlot.iife.min.js"));

    private static final Map<String, String> TYPES =
            Map.of(
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml");

    private final Map<String, byte[]> bytes = new TreeMap<>();
    private final String folder;

    Assets() {
        FILES.forEach((name, path) -> bytes.put(name, read(path)));
        folder = "/assets/" + version();
    }

    /** The folder that all lie in. */
    String folder() {
        return folder;
    }

    Page page(Function<PageCall, PageAnswer> missing) {
        return new Page(
                "GET",
                "/assets/{version}/{name}",
                Page.Access.ANYBODY,
                call -> {
                    byte[] found = bytes.get(call.path("name"));
                    // One version serves under any folder: an old page may ask an updated server.
                    return found == null
                            ? missing.apply(call)
                            : new PageAnswer.File(type(call.path("name")), found);
                });
    }

    private static String type(String name) {
        return TYPES.getOrDefault(
                name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    private String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            bytes.values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] read(String path) {
        try (InputStream in = Site.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the jars lack " + path + ": build again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
