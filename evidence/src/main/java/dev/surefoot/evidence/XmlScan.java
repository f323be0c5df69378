package dev.surefoot.evidence;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.util.regex.Pattern;

import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A pull parser over hostile XML. Loads nothing from outside, ignores a DOCTYPE, refuses every
 * entity but XML's five, and holds the {@link Limits} on depth and text. Not thread-safe.
 */
final class XmlScan {
    // The JDK's wording; where it is another, the document is refused as MALFORMED all the same.
    private static final Pattern UNDECLARED_ENTITY = Pattern.compile("[Tt]he \\w* ?entity \"");

    /** How messages of the JDK's own limits start, in every language. */
    private static final String JDK_LIMIT = "JAXP0001";

    private final Limits limits;
    private final XMLStreamReader reader;
    private int depth;
    private long textChars;

    XmlScan(byte[] bytes, Limits limits) throws RefusedException {
        this.limits = limits;
        try {
            XMLInputFactory factory = hardened();
            // One more than ours, so that ours is the one that speaks.
            factory.setProperty("jdk.xml.maxElementDepth", Integer.toString(limits.depth() + 1));
            this.reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    /** A factory whose parsers reach nothing outside the bytes that they are given. */
    static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Left on: then an undeclared entity throws. Off, expansion attacks pass as quiet events.
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        // Measured on JDK 25: these also count a document's own escaped characters, of which an
        // honest
        // report has more than 100,000. No other entity is ever expanded; texts have our limit.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        return factory;
    }

    XMLStreamReader reader() {
        return reader;
    }

    /** How many elements are open, the one just started included. */
    int depth() {
        return depth;
    }

    /** The next event, or {@link XMLStreamConstants#END_DOCUMENT} for ever. */
    int next() throws RefusedException {
        int event;
        try {
            if (!reader.hasNext()) {
                return XMLStreamConstants.END_DOCUMENT;
            }
            event = reader.next();
        } catch (XMLStreamException e) {
            throw malformed(e);
        } catch (RuntimeException e) {
            // The JDK's parser reports some broken input by unchecked exceptions.
            throw new RefusedException(
                    Refusal.MALFORMED, "not well-formed XML" + where() + ": " + e);
        }
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> started();
            case XMLStreamConstants.END_ELEMENT -> {
                depth--;
                textChars = 0;
            }
            case XMLStreamConstants.CHARACTERS,
                    XMLStreamConstants.CDATA,
                    XMLStreamConstants.SPACE ->
                    addText(reader.getTextLength());
            case XMLStreamConstants.COMMENT -> checkText(reader.getTextLength());
            default -> {}
        }
        return event;
    }

    /** The value of an attribute without a namespace, or an empty text. */
    String attribute(String name) {
        String value = reader.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /** Where the parser stands, as a piece of a message. */
    String where() {
        return where(reader.getLocation());
    }

    private void started() throws RefusedException {
        textChars = 0;
        if (++depth > limits.depth()) {
            throw new RefusedException(
                    Refusal.LIMIT_EXCEEDED,
                    "elements nest deeper than %d%s; flatten the report"
                            .formatted(limits.depth(), where()));
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            checkText(reader.getAttributeValue(i).length());
        }
    }

    private void addText(int chars) throws RefusedException {
        textChars += chars;
        checkText(textChars);
    }

    private void checkText(long chars) throws RefusedException {
        if (chars > limits.stringChars()) {
            throw new RefusedException(
                    Refusal.LIMIT_EXCEEDED,
                    "a text is longer than %d characters%s; leave captured output out of the report"
                            .formatted(limits.stringChars(), where()));
        }
    }

    private static RefusedException malformed(XMLStreamException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        int own = message.indexOf("Message: ");
        String detail = Shown.text(own < 0 ? message : message.substring(own + 9));
        boolean entity = UNDECLARED_ENTITY.matcher(detail).find();
        String at = where(e.getLocation());
        if (detail.startsWith(JDK_LIMIT)) {
            return new RefusedException(
                    Refusal.LIMIT_EXCEEDED, "beyond a limit" + at + ": " + detail);
        }
        return entity
                ? new RefusedException(
                        Refusal.ENTITY_REFUSED,
                        "an entity is used%s, and entities are never expanded: %s"
                                .formatted(at, detail))
                : new RefusedException(
                        Refusal.MALFORMED,
                        "not well-formed XML%s: %s; submit the whole file".formatted(at, detail));
    }

    static String where(@Nullable Location location) {
        return location == null || location.getLineNumber() < 1
                ? ""
                : " at line %d, column %d"
                        .formatted(location.getLineNumber(), location.getColumnNumber());
    }
}
