package dev.surefoot.evidence;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.xml.stream.XMLStreamConstants;

/** Finds out by its content what a file is, and reads it. Stateless but for its limits. */
final class FileReader {
    private final Limits limits;
    private final Json json;
    private final SignedFile signed;
    private final EvidenceVerifier verifier;
    private final boolean bound;

    FileReader(Limits limits, boolean bound) {
        this.limits = limits;
        this.bound = bound;
        this.json = new Json(limits);
        this.signed = new SignedFile(json);
        this.verifier = new EvidenceVerifier(json);
    }

    /** Whose signatures count, and how many may be checked. */
    record Checks(Signers signers, SignatureBudget budget) {}

    RawFile read(EvidenceFile file, Submission submission, Checks checks)
            throws RefusedException, UnverifiedException {
        byte[] bytes = file.bytes();
        if (bytes.length > limits.fileBytes()) {
            throw new RefusedException(
                    Refusal.LIMIT_EXCEEDED,
                    "%d bytes, more than %d; split the report"
                            .formatted(bytes.length, limits.fileBytes()));
        }
        Sniffed sniffed = Sniffed.of(bytes);
        RawFile.Content content =
                switch (sniffed.syntax()) {
                    case EMPTY ->
                            throw new RefusedException(
                                    Refusal.EMPTY,
                                    "%d bytes without content; did the tool run to its end?"
                                            .formatted(bytes.length));
                    case XML -> xml(bytes);
                    case JSON -> json(bytes, submission, checks);
                    case OTHER -> throw UnknownFormats.other(sniffed.start());
                };
        if (bound && content instanceof RawFile.Content.Materials(Bom bom, Format _)) {
            checkSubject(bom.rootDigests(), submission.subject());
        }
        if (bound && content instanceof RawFile.Content.Scan(TrivyReport report)) {
            checkImage(report, submission.subject());
        }
        return new RawFile(file.name(), Digest.sha256(bytes), content);
    }

    private RawFile.Content xml(byte[] bytes) throws RefusedException {
        XmlScan xml = new XmlScan(bytes, limits);
        int event = xml.next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            if (event == XMLStreamConstants.END_DOCUMENT) {
                throw new RefusedException(Refusal.MALFORMED, "an XML document without an element");
            }
            event = xml.next();
        }
        String root = xml.reader().getLocalName();
        String stated = xml.reader().getNamespaceURI();
        String namespace = stated == null ? "" : stated;
        if (root.equals("testsuites") || root.equals("testsuite")) {
            return new RawFile.Content.Tests(JUnitXml.count(xml, limits));
        }
        if (!root.equals("bom") || !namespace.startsWith("http://cyclonedx.org/schema/bom")) {
            throw UnknownFormats.xml(root, namespace);
        }
        BomVersion version =
                BomVersion.ofNamespace(namespace)
                        .orElseThrow(() -> BomLimits.unsupported("namespace " + namespace));
        Bom bom = BomXml.read(xml, limits, version);
        XmlSchemas.check(bytes, version);
        return new RawFile.Content.Materials(bom, Format.CYCLONEDX_XML);
    }

    private RawFile.Content json(byte[] bytes, Submission submission, Checks checks)
            throws RefusedException, UnverifiedException {
        if (signed.startsLines(bytes)) {
            return signed(bytes, submission, checks);
        }
        JsonNode document = json.read(bytes);
        if (SignedFile.isOne(document)) {
            return signed(bytes, submission, checks);
        }
        if (TrivyJson.isOne(document)) {
            return new RawFile.Content.Scan(TrivyJson.read(document, limits));
        }
        if (!BomJson.isOne(document)) {
            throw UnknownFormats.json(document);
        }
        return new RawFile.Content.Materials(BomJson.read(document, limits), Format.CYCLONEDX_JSON);
    }

    /**
     * Each document is verified alone, and one that is not believed refuses the file. In JSON Lines
     * a line about something else, or of an unknown kind, is passed over and reported.
     */
    private RawFile.Content signed(byte[] bytes, Submission submission, Checks checks)
            throws RefusedException, UnverifiedException {
        List<StatementClaims.Signed> statements = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Optional<VerificationResult.Refused> elsewhere = Optional.empty();
        List<SignedFile.Entry> entries = signed.entries(bytes);
        List<VerificationKey> keys = checks.signers().keys();
        checks.budget().spend(entries, keys.size());
        for (SignedFile.Entry entry : entries) {
            if (entry.document() instanceof SignedFile.Document.Other(String what)) {
                problems.add("line %d is %s; passed over".formatted(entry.line(), what));
                continue;
            }
            switch (verifier.verify(entry.document(), Demand.of(keys))) {
                case VerificationResult.Refused refused -> throw new UnverifiedException(refused);
                case VerificationResult.Unsupported(String what, List<String> _) ->
                        throw new RefusedException(
                                Refusal.UNSUPPORTED,
                                what
                                        + " can't be verified yet; submit a DSSE envelope that a key"
                                        + " of the policy signed");
                case VerificationResult.Verified verified -> {
                    Statement statement = verified.statement();
                    if (StatementClaims.concerns(statement, submission.subject())) {
                        statements.add(
                                new StatementClaims.Signed(
                                        statement,
                                        verified.signer(),
                                        content(entry.document(), bytes)));
                    } else {
                        VerificationResult.Refused mismatch = mismatch(verified, submission);
                        elsewhere = Optional.of(elsewhere.orElse(mismatch));
                        problems.add(
                                "line %d is passed over: %s"
                                        .formatted(entry.line(), mismatch.message()));
                    }
                }
            }
        }
        if (statements.isEmpty() && elsewhere.isPresent()) {
            throw new UnverifiedException(elsewhere.get());
        }
        return new RawFile.Content.Signed(statements, problems);
    }

    /** What was signed; what stands around it in the file can be changed by anybody. */
    private static Digest content(SignedFile.Document document, byte[] file) {
        return document instanceof SignedFile.Document.Signed(Envelope envelope)
                ? Digest.sha256(Envelope.pae(envelope.payloadType(), envelope.payload()))
                : Digest.sha256(file);
    }

    private static VerificationResult.Refused mismatch(
            VerificationResult.Verified verified, Submission submission) {
        return new VerificationResult.Refused(
                VerificationReason.SUBJECT_MISMATCH,
                "it is about %s and was submitted for %s"
                        .formatted(verified.statement().shownSubjects(), submission.subject()),
                verified.checks());
    }

    private static void checkImage(TrivyReport report, Digest subject) throws RefusedException {
        boolean known = report.image().filter(subject::equals).isPresent();
        if (!known
                && !report.repositoryDigests().isEmpty()
                && !report.repositoryDigests().contains(subject)) {
            throw new RefusedException(
                    Refusal.SUBJECT_MISMATCH,
                    "Trivy scanned %s and this was submitted for %s; submit it for the image that it"
                                    .formatted(report.repositoryDigests(), subject)
                            + " scanned");
        }
    }

    private static void checkSubject(List<Digest> stated, Digest subject) throws RefusedException {
        for (Digest digest : stated) {
            if (digest.algorithm().equals(subject.algorithm()) && !digest.equals(subject)) {
                throw new RefusedException(
                        Refusal.SUBJECT_MISMATCH,
                        "the document describes %s and was submitted for %s; submit it for the"
                                        .formatted(digest, subject)
                                + " artifact that it describes");
            }
        }
    }
}
