package dev.surefoot.evidence;

import tools.jackson.databind.JsonNode;

import java.util.List;

import javax.xml.stream.XMLStreamConstants;

/** Finds out by its content what a file is, and reads it. Stateless but for its limits. */
final class FileReader {
    private final Limits limits;
    private final Json json;

    FileReader(Limits limits) {
        this.limits = limits;
        this.json = new Json(limits);
    }

    RawFile read(EvidenceFile file, Submission submission) throws RefusedException {
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
                    case JSON -> json(bytes);
                    case OTHER -> throw UnknownFormats.other(sniffed.start());
                };
        if (content instanceof RawFile.Content.Materials(Bom bom, Format _)) {
            checkSubject(bom.rootDigests(), submission.subject());
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

    private RawFile.Content json(byte[] bytes) throws RefusedException {
        JsonNode document = json.read(bytes);
        if (!BomJson.isOne(document)) {
            throw UnknownFormats.json(document);
        }
        return new RawFile.Content.Materials(BomJson.read(document, limits), Format.CYCLONEDX_JSON);
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
