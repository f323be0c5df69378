package dev.surefoot.schema.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The file that a {@link Bundle} travels in: a ZIP without compression, its entries sorted and
 * dated alike, so that the same content gives the same bytes and the same digest everywhere.
 */
public final class BundleFile {
    /** Files in one bundle; the longest real history that we know has under a thousand. */
    static final int MOST_FILES = 10_000;

    /** Bytes of all files of one bundle. */
    static final long MOST_BYTES = 64L << 20;

    // The first moment that the format can say, as local time, so that no zone shifts it.
    private static final java.time.LocalDateTime DATE =
            java.time.LocalDateTime.of(1980, 1, 1, 0, 0);

    private BundleFile() {}

    /**
     * What goes in.
     *
     * @param jobs files of SQL, or of statements as JSON Lines ({@code .jsonl}), by the name of the
     *     job: letters, digits, {@code -} and {@code _}
     */
    public record Content(
            Optional<Path> migrations, Optional<Path> statements, Map<String, Path> jobs) {
        public Content {
            jobs = Map.copyOf(jobs);
        }
    }

    /**
     * Writes a bundle.
     *
     * @throws UnreadableBundle naming the file that can't go in
     */
    public static void write(Content content, OutputStream out)
            throws IOException, UnreadableBundle {
        SortedMap<String, Path> files = new TreeMap<>();
        if (content.migrations().isPresent()) {
            collect(content.migrations().get(), files);
        }
        content.statements().ifPresent(file -> files.put(Bundle.STATEMENTS, file));
        for (Map.Entry<String, Path> job : content.jobs().entrySet()) {
            if (!job.getKey().matches("[A-Za-z0-9_-]{1,63}")) {
                throw new UnreadableBundle(
                        "job '"
                                + job.getKey()
                                + "': give it a name of at most 63 letters, digits, - and _");
            }
            boolean lines = job.getValue().toString().endsWith(".jsonl");
            files.put(
                    Bundle.JOBS + "/" + job.getKey() + (lines ? ".jsonl" : ".sql"), job.getValue());
        }
        long left = MOST_BYTES;
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                byte[] bytes = Files.readAllBytes(file.getValue());
                left -= bytes.length;
                if (left < 0) {
                    throw tooMuch(file.getValue().toString());
                }
                put(zip, file.getKey(), bytes);
            }
        }
    }

    private static void collect(Path folder, SortedMap<String, Path> files)
            throws IOException, UnreadableBundle {
        if (!Files.isDirectory(folder)) {
            throw new UnreadableBundle(
                    "migrations " + folder + " are no folder: name the one that holds the files");
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.sorted().toList()) {
                if (Files.isSymbolicLink(file)) {
                    throw new UnreadableBundle(
                            file + " is a link: put the file itself into the folder");
                }
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                String name = folder.relativize(file).toString().replace('\\', '/');
                files.put(Bundle.MIGRATIONS + "/" + name, file);
            }
        }
        if (files.size() > MOST_FILES) {
            throw tooMuch(folder.toString());
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(DATE);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /**
     * Unpacks a bundle into an empty folder.
     *
     * @throws UnreadableBundle if it is none, names a place outside, or is too much
     */
    public static Bundle read(InputStream in, Path directory) throws IOException, UnreadableBundle {
        Bundle bundle = new Bundle(directory);
        Files.createDirectories(bundle.migrations());
        int files = 0;
        long left = MOST_BYTES;
        try (ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] bytes = zip.readNBytes((int) left + 1);
                left -= bytes.length;
                files++;
                if (left < 0 || files > MOST_FILES) {
                    throw tooMuch(entry.getName());
                }
                Path target = inside(directory, entry.getName());
                Files.createDirectories(target.getParent());
                Files.write(target, bytes);
            }
        } catch (java.util.zip.ZipException | IllegalArgumentException e) {
            throw new UnreadableBundle(
                    "the bundle of migrations is no ZIP: "
                            + e.getMessage()
                            + "; make it with 'surefoot candidate create --migrations DIR'");
        }
        if (files == 0) {
            throw new UnreadableBundle(
                    "the bundle of migrations holds nothing:"
                            + " make it with 'surefoot candidate create --migrations DIR'");
        }
        return bundle;
    }

    private static Path inside(Path directory, String name) throws UnreadableBundle {
        Path target = directory.resolve(name).normalize();
        boolean known =
                name.equals(Bundle.STATEMENTS)
                        || name.startsWith(Bundle.MIGRATIONS + "/")
                        || name.matches(Bundle.JOBS + "/[A-Za-z0-9_-]{1,63}\\.(sql|jsonl)");
        if (!known || !target.startsWith(directory) || name.contains("..")) {
            throw new UnreadableBundle(
                    "the bundle of migrations has an entry '"
                            + name
                            + "', which belongs nowhere: make it with"
                            + " 'surefoot candidate create --migrations DIR'");
        }
        return target;
    }

    private static UnreadableBundle tooMuch(String at) {
        return new UnreadableBundle(
                "the migrations are more than "
                        + (MOST_BYTES >> 20)
                        + " MiB or "
                        + MOST_FILES
                        + " files, reached at "
                        + at
                        + ": leave data out of them");
    }
}
