package dev.slipway.ledger.evidence.format;

import dev.slipway.ledger.evidence.contents.Contents;
import dev.slipway.ledger.evidence.contents.Format;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLStreamConstants;

/** Reads a CycloneDX bill of materials in XML. Counts the listed components, not the described one or tools. */
final class BomXml {
    private static final String NAMESPACE = "http://cyclonedx.org/schema/bom/";

    private final Xml xml;
    private final BomCounter bill;
    private final Deque<String> path = new ArrayDeque<>();

    private BomXml(Xml xml, BomCounter bill) {
        this.xml = xml;
        this.bill = bill;
    }

    /** Whether a document is a bill of materials, by its root element. */
    static boolean isAt(Xml xml) {
        return xml.name().equals("bom") && xml.namespace().startsWith(NAMESPACE);
    }

    /** Reads the document to its end. */
    static Contents read(Xml xml) throws MalformedException {
        String version = xml.namespace().substring(NAMESPACE.length());
        if (!BomCounter.VERSIONS.contains(version)) {
            throw xml.malformed("is of CycloneDX " + version + "; " + BomCounter.VERSIONS_RULE);
        }
        BomCounter bill = new BomCounter();
        new BomXml(xml, bill).read();
        return bill.contents(version, Format.CYCLONEDX_XML);
    }

    private void read() throws MalformedException {
        while (!xml.isOver()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                begin();
            } else if (event == XMLStreamConstants.END_ELEMENT && !path.isEmpty()) {
                path.pop();
            }
        }
    }

    /** The path has the elements that lead to a listed component and those within its licences, and an empty name for all others. */
    private void begin() throws MalformedException {
        String parent = path.isEmpty() ? "bom" : path.element();
        String name = xml.name();
        String step = "";
        switch (parent) {
            case "bom" -> step = name.equals("components") ? name : "";
            case "components" -> step = name.equals("component") ? name : "";
            case "component" -> step = name.equals("components") || name.equals("licenses") ? name : "";
            case "licenses" -> step = name.equals("license") || name.equals("expression") ? name : "";
            case "license" -> step = name.equals("id") || name.equals("name") ? "id" : "";
            default -> {}
        }
        path.push(step);
        if (step.equals("component")) {
            bill.component();
        } else if (step.equals("id") || step.equals("expression")) {
            bill.license(text());
            path.pop();
        }
    }

    private String text() throws MalformedException {
        StringBuilder text = new StringBuilder();
        int depth = xml.depth();
        while (xml.depth() >= depth) {
            int event = xml.next();
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                xml.text(text, BomCounter.LICENSE_LIMIT);
            }
        }
        return text.toString();
    }
}
