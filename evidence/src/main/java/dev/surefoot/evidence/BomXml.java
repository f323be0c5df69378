package dev.surefoot.evidence;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamConstants;

/**
 * Reads a CycloneDX XML document by the paths of its elements. Elements of other namespaces are
 * extensions and are passed over. One use, one thread.
 */
final class BomXml {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final String TOOL = "bom/metadata/tools/tool/";
    private static final String TOOL_COMPONENT = "bom/metadata/tools/components/component/";
    private static final String VULNERABILITY = "bom/vulnerabilities/vulnerability";

    private final XmlScan xml;
    private final Limits limits;
    private final BomVersion version;
    private final Deque<String> paths = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final RootDigests digests = new RootDigests();
    private final ScanTally scan = new ScanTally();
    private boolean scanned;
    private long components;
    private long nested;
    private String timestamp = "";
    private String toolName = "";
    private String toolVersion = "";
    private boolean toolRead;
    private String algorithm = "";
    private XmlVulnerability vulnerability = new XmlVulnerability();

    private BomXml(XmlScan xml, Limits limits, BomVersion version) {
        this.xml = xml;
        this.limits = limits;
        this.version = version;
    }

    /** Reads the rest of a document whose root element {@code bom} has just started. */
    static Bom read(XmlScan xml, Limits limits, BomVersion version) throws RefusedException {
        BomXml reader = new BomXml(xml, limits, version);
        reader.started();
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> reader.started();
                case XMLStreamConstants.END_ELEMENT -> reader.ended();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        reader.text.append(xml.reader().getText());
                default -> {}
            }
        }
        return reader.bom();
    }

    private Bom bom() {
        return new Bom(
                version,
                timestamp,
                BomLimits.tool(toolName, toolVersion),
                components,
                nested,
                digests.found(),
                scanned ? Optional.of(scan) : Optional.empty());
    }

    private void started() throws RefusedException {
        text.setLength(0);
        boolean own = version.namespace().equals(xml.reader().getNamespaceURI());
        String name = own ? xml.reader().getLocalName() : "*";
        String above = paths.peek();
        String path = above == null ? name : above + "/" + name;
        paths.push(path);
        switch (path) {
            case "bom/components/component" -> components++;
            case "bom/vulnerabilities" -> scanned = true;
            case VULNERABILITY -> vulnerability = new XmlVulnerability();
            case VULNERABILITY + "/ratings/rating" -> vulnerability.startRating();
            case VULNERABILITY + "/affects/target" -> vulnerability.affected++;
            case "bom/metadata/component/hashes/hash" -> algorithm = xml.attribute("alg");
            default -> {
                if (name.equals("component") && isNested(path)) {
                    nested++;
                }
            }
        }
        BomLimits.check("components", components + nested, limits);
    }

    /** Whether every step is a component in a list of components, not for example an ancestor. */
    private static boolean isNested(String path) {
        String step = "/components/component";
        if (!path.startsWith("bom" + step)) {
            return false;
        }
        for (int at = 3; at < path.length(); at += step.length()) {
            if (!path.startsWith(step, at)) {
                return false;
            }
        }
        return true;
    }

    private void ended() throws RefusedException {
        String path = paths.pop();
        String value = text.toString();
        text.setLength(0);
        switch (path) {
            case "bom/metadata/timestamp" -> timestamp = value.strip();
            case TOOL + "name", TOOL_COMPONENT + "name" -> toolName = toolRead ? toolName : value;
            case TOOL + "version", TOOL_COMPONENT + "version" ->
                    toolVersion = toolRead ? toolVersion : value;
            case "bom/metadata/tools/tool", "bom/metadata/tools/components/component" ->
                    toolRead = true;
            case "bom/metadata/component/hashes/hash" -> digests.hash(algorithm, value);
            case "bom/metadata/component/version" -> digests.version(value);
            case "bom/metadata/component/purl" -> digests.purl(value);
            case VULNERABILITY + "/ratings/rating/severity" -> vulnerability.severity = value;
            case VULNERABILITY + "/ratings/rating/method" -> vulnerability.method = value;
            case VULNERABILITY + "/ratings/rating/score" -> vulnerability.score = number(value);
            case VULNERABILITY + "/ratings/rating" -> vulnerability.endRating();
            case VULNERABILITY + "/analysis/state" ->
                    vulnerability.closed = ScanTally.isClosed(value);
            case VULNERABILITY -> {
                vulnerability.addTo(scan);
                BomLimits.check("vulnerabilities", scan.vulnerabilities(), limits);
            }
            default -> {}
        }
    }

    private static Optional<BigDecimal> number(String value) {
        String stripped = value.strip();
        return NUMBER.matcher(stripped).matches()
                ? Optional.of(new BigDecimal(stripped))
                : Optional.empty();
    }
}
