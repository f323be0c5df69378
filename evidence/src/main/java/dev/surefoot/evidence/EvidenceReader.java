package dev.surefoot.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the files of one submission into claims. Deterministic: the same bytes, parser version and
 * submission give the same claims, whatever the files' order or names. No network, no clock, no
 * disk. Thread-safe. An unreadable file is a {@link Reading.Refused}, never an exception.
 */
public final class EvidenceReader {
    /** Stands in every claim; changes whenever the same bytes would give another claim. */
    public static final String PARSER_VERSION = "evidence/1";

    private final FileReader reader;

    /** A reader within the library's limits. */
    public EvidenceReader() {
        this(Limits.STANDARD);
    }

    EvidenceReader(Limits limits) {
        this.reader = new FileReader(limits);
    }

    /** Reads all files, or refuses the submission by the first file (by name) that is refused. */
    public Reading read(List<EvidenceFile> files, Submission submission) {
        if (files.isEmpty()) {
            return new Reading.Refused(
                    Refusal.NO_FILES, "", "no file was submitted; submit at least one");
        }
        List<RawFile> read = new ArrayList<>();
        for (EvidenceFile file : inOrder(files)) {
            try {
                read.add(reader.read(file, submission));
            } catch (RefusedException e) {
                return new Reading.Refused(e.reason(), file.name(), file.name() + ": " + e.text());
            }
        }
        return new Reading.Read(claims(read, submission), reports(read, submission));
    }

    private static List<EvidenceFile> inOrder(List<EvidenceFile> files) {
        return files.stream().sorted(Comparator.comparing(EvidenceFile::name)).toList();
    }

    private static List<Claim> claims(List<RawFile> files, Submission submission) {
        SortedMap<Digest, JUnitTally> tests = new TreeMap<>();
        SortedMap<Digest, RawFile.Content.Materials> materials = new TreeMap<>();
        for (RawFile file : files) {
            switch (file.content()) {
                case RawFile.Content.Tests(JUnitTally tally) -> tests.put(file.digest(), tally);
                case RawFile.Content.Materials document -> materials.put(file.digest(), document);
            }
        }
        List<Claim> claims = new ArrayList<>(BomClaims.claims(materials, submission));
        if (!tests.isEmpty()) {
            claims.add(TestClaims.claim(tests, submission));
        }
        claims.sort(
                Comparator.comparing(Claim::kind)
                        .thenComparing(Claim::suite)
                        .thenComparing(claim -> claim.tool().name()));
        return claims;
    }

    private static List<FileReport> reports(List<RawFile> files, Submission submission) {
        SortedMap<Digest, String> first = new TreeMap<>();
        List<FileReport> reports = new ArrayList<>();
        for (RawFile file : files) {
            List<String> problems = new ArrayList<>(problems(file, submission));
            String same = first.putIfAbsent(file.digest(), file.name());
            if (same != null) {
                problems.add("has the same bytes as " + same + "; they were counted once");
            }
            reports.add(new FileReport(file.name(), format(file), problems));
        }
        return reports;
    }

    private static Format format(RawFile file) {
        return switch (file.content()) {
            case RawFile.Content.Tests _ -> Format.JUNIT_XML;
            case RawFile.Content.Materials(Bom _, Format format) -> format;
        };
    }

    private static List<String> problems(RawFile file, Submission submission) {
        return switch (file.content()) {
            case RawFile.Content.Tests(JUnitTally tally) -> tally.problems;
            case RawFile.Content.Materials(Bom bom, Format _) -> bom.problems(submission.subject());
        };
    }
}
