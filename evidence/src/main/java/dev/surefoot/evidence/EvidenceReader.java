package dev.surefoot.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the files of one submission into claims. Deterministic: the same bytes, parser version and
 * submission give the same claims, whatever the files' order or names. No network, no clock, no
 * disk. Thread-safe. An unreadable file is a {@link Reading.Refused}, never an exception.
 */
public final class EvidenceReader {
    /** Stands in every claim; changes whenever the same bytes would give another claim. */
    public static final String PARSER_VERSION = "evidence/2";

    private final FileReader reader;

    /** A reader within the library's limits. */
    public EvidenceReader() {
        this(Limits.STANDARD);
    }

    EvidenceReader(Limits limits) {
        this(limits, true);
    }

    /**
     * @param bound whether files must agree with the submission's subject; only to look at them,
     *     they need not
     */
    EvidenceReader(Limits limits, boolean bound) {
        this.reader = new FileReader(limits, bound);
    }

    /** As {@link #read(List, Submission, Signers)}; every signed document is refused. */
    public Reading read(List<EvidenceFile> files, Submission submission) {
        return read(files, submission, Signers.nobody());
    }

    /**
     * Reads all files, or refuses the submission by the first file (by name) that is refused. A
     * signed document counts only if one of {@code signers} signed it and may say what it says.
     */
    public Reading read(List<EvidenceFile> files, Submission submission, Signers signers) {
        if (files.isEmpty()) {
            return new Reading.Refused(
                    Refusal.NO_FILES, "", "no file was submitted; submit at least one");
        }
        List<RawFile> read = new ArrayList<>();
        FileReader.Checks checks = new FileReader.Checks(signers, new SignatureBudget());
        for (EvidenceFile file : inOrder(files)) {
            try {
                read.add(reader.read(file, submission, checks));
            } catch (RefusedException e) {
                return refused(file, e);
            } catch (UnverifiedException e) {
                return unverified(file, e.refused());
            }
        }
        List<Claim> claims = new ArrayList<>(claims(read, submission));
        for (RawFile file : read) {
            try {
                claims.addAll(signed(file, submission, signers));
            } catch (RefusedException e) {
                return refused(named(files, file), e);
            } catch (UnverifiedException e) {
                return unverified(named(files, file), e.refused());
            }
        }
        claims.sort(
                Comparator.comparing(Claim::kind)
                        .thenComparing(Claim::suite)
                        .thenComparing(claim -> claim.tool().name())
                        .thenComparing(Claim::id));
        return new Reading.Read(claims.stream().distinct().toList(), reports(read, submission));
    }

    private static EvidenceFile named(List<EvidenceFile> files, RawFile read) {
        return files.stream().filter(f -> f.name().equals(read.name())).findFirst().orElseThrow();
    }

    private static Reading refused(EvidenceFile file, RefusedException e) {
        return new Reading.Refused(e.reason(), file.name(), file.name() + ": " + e.text());
    }

    private static Reading unverified(EvidenceFile file, VerificationResult.Refused refused) {
        return new Reading.Unverified(
                refused.reason(),
                file.name(),
                "%s: %s: %s".formatted(file.name(), refused.reason(), refused.message()),
                refused.checks());
    }

    private static List<Claim> signed(RawFile file, Submission submission, Signers signers)
            throws RefusedException, UnverifiedException {
        List<Claim> claims = new ArrayList<>();
        if (file.content() instanceof RawFile.Content.Signed signed) {
            for (StatementClaims.Signed each : signed.statements()) {
                for (Claim claim : StatementClaims.claims(each, file.digest(), submission)) {
                    Optional<String> objection = signers.objection(each.signer(), claim);
                    if (objection.isPresent()) {
                        throw new UnverifiedException(
                                new VerificationResult.Refused(
                                        VerificationReason.IDENTITY_MISMATCH,
                                        objection.get(),
                                        List.of("signed by " + each.signer())));
                    }
                    claims.add(claim);
                }
            }
        }
        return claims;
    }

    private static List<EvidenceFile> inOrder(List<EvidenceFile> files) {
        return files.stream().sorted(Comparator.comparing(EvidenceFile::name)).toList();
    }

    private static List<Claim> claims(List<RawFile> files, Submission submission) {
        SortedMap<Digest, JUnitTally> tests = new TreeMap<>();
        SortedMap<Digest, RawFile.Content.Materials> materials = new TreeMap<>();
        SortedMap<Digest, TrivyReport> scans = new TreeMap<>();
        for (RawFile file : files) {
            switch (file.content()) {
                case RawFile.Content.Tests(JUnitTally tally) -> tests.put(file.digest(), tally);
                case RawFile.Content.Materials document -> materials.put(file.digest(), document);
                case RawFile.Content.Scan(TrivyReport report) -> scans.put(file.digest(), report);
                case RawFile.Content.Signed _ -> {} // each stands alone, see signed()
            }
        }
        List<Claim> claims = new ArrayList<>(BomClaims.claims(materials, submission));
        if (!tests.isEmpty()) {
            claims.add(TestClaims.claim(tests, submission));
        }
        if (!scans.isEmpty()) {
            claims.add(TrivyClaims.claim(scans, submission));
        }
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
            case RawFile.Content.Scan _ -> Format.TRIVY_JSON;
            case RawFile.Content.Signed _ -> Format.DSSE;
        };
    }

    private static List<String> problems(RawFile file, Submission submission) {
        return switch (file.content()) {
            case RawFile.Content.Tests(JUnitTally tally) -> tally.problems;
            case RawFile.Content.Materials(Bom bom, Format _) -> bom.problems(submission.subject());
            case RawFile.Content.Scan(TrivyReport report) -> report.problems(submission.subject());
            case RawFile.Content.Signed(List<StatementClaims.Signed> _, List<String> problems) ->
                    problems;
        };
    }
}
