package dev.surefoot.evidence;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import javax.xml.transform.stax.StAXSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;

/**
 * Holds CycloneDX XML against the specification's XML Schema of its version. Schemas are read once,
 * from the classpath alone; the document through the same hardened parser as everywhere.
 * Thread-safe.
 */
final class XmlSchemas {
    private static final String SPDX = "http://cyclonedx.org/schema/spdx";
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private XmlSchemas() {}

    /** Refuses a well-formed document that breaks the schema, naming the first thing that does. */
    static void check(byte[] document, BomVersion version) throws RefusedException {
        Schema schema = SCHEMAS.computeIfAbsent(version.xmlSchema(), XmlSchemas::load);
        First first = new First();
        try {
            XMLStreamReader reader =
                    XmlScan.hardened().createXMLStreamReader(new ByteArrayInputStream(document));
            Validator validator = schema.newValidator();
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            validator.setErrorHandler(first);
            first.reader = reader;
            validator.validate(new StAXSource(new OlderNamespace(reader, version)));
        } catch (SAXException | XMLStreamException e) {
            throw invalid(version, first.seen.isEmpty() ? String.valueOf(e) : first.seen);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory are unreadable", e);
        }
        if (!first.seen.isEmpty()) {
            throw invalid(version, first.seen);
        }
    }

    private static RefusedException invalid(BomVersion version, String seen) {
        return new RefusedException(
                Refusal.SCHEMA_INVALID,
                "breaks the schema of CycloneDX %s%s".formatted(version.text(), seen));
    }

    /** Keeps the first error with its place, which the exception that comes out has lost. */
    private static final class First implements ErrorHandler {
        private @Nullable XMLStreamReader reader;
        private String seen = "";

        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            Location place = reader == null ? null : reader.getLocation();
            seen = XmlScan.where(place) + ": " + Shown.text(String.valueOf(e.getMessage()));
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            error(e);
        }
    }

    private static Schema load(String path) {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            LSInput licenses = input("/spdx.xsd");
            factory.setResourceResolver(
                    (type, namespace, publicId, systemId, baseUri) ->
                            SPDX.equals(namespace) ? licenses : null);
            return factory.newSchema(
                    new StreamSource(new ByteArrayInputStream(SchemaFiles.read(path))));
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("schema " + path + " does not compile", e);
        }
    }

    private static LSInput input(String path) throws ParserConfigurationException {
        DOMImplementationLS dom =
                (DOMImplementationLS)
                        DocumentBuilderFactory.newDefaultInstance()
                                .newDocumentBuilder()
                                .getDOMImplementation()
                                .getFeature("LS", "3.0");
        LSInput input = dom.createLSInput();
        input.setByteStream(new ByteArrayInputStream(SchemaFiles.read(path)));
        return input;
    }

    /** Shows a document of a version without a schema of its own in the older one's namespace. */
    private static final class OlderNamespace extends StreamReaderDelegate {
        private final BomVersion version;

        OlderNamespace(XMLStreamReader reader, BomVersion version) {
            super(reader);
            this.version = version;
        }

        @Override
        public String getNamespaceURI() {
            return shown(super.getNamespaceURI());
        }

        @Override
        public javax.xml.namespace.QName getName() {
            javax.xml.namespace.QName name = super.getName();
            return new javax.xml.namespace.QName(
                    shown(name.getNamespaceURI()), name.getLocalPart(), name.getPrefix());
        }

        private String shown(String namespace) {
            return version.namespace().equals(namespace) ? version.schemaNamespace() : namespace;
        }
    }
}
