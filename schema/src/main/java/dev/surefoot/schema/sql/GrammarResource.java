package dev.surefoot.schema.sql;

import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * PostgreSQL's grammar as the build put it beside this class, if npm was there: libpg_query as
 * WebAssembly, from one release of one package. Another file than that one is refused. Stateless.
 */
final class GrammarResource {
    /** The package's version; its first number is PostgreSQL's major version. */
    static final String VERSION = "18.1.5";

    /** Of the module; also in src/main/npm/build.xml. */
    static final String SHA_256 =
            "378b64e6182f65c71ad5dbd2c31c81e9dfed7d2f2debfb4b51c0d0de8fa2ae36";

    private static final String NAME = "libpg-query.wasm";

    private GrammarResource() {}

    static boolean isThere() {
        return GrammarResource.class.getResource(NAME) != null;
    }

    /** Decodes the module, which takes a second or two. */
    static WasmModule load() {
        try (InputStream in = GrammarResource.class.getResourceAsStream(NAME)) {
            if (in == null) {
                throw new IllegalStateException(NAME + " is not in the jar; build where npm is");
            }
            byte[] bytes = in.readAllBytes();
            String seen = sha256(bytes);
            if (!seen.equals(SHA_256)) {
                throw new IllegalStateException(
                        NAME + " has SHA-256 " + seen + ", not " + SHA_256 + "; build it again");
            }
            return Parser.parse(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(NAME + " can't be read from the jar", e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
