package dev.slipway.line.archive;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/** Reads XML that is not trusted. */
final class DescriptorXml {
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Each prefix would be looked for among all that are declared, which may be tens of thousands.
        XML.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        XML.setProperty("jdk.xml.elementAttributeLimit", "64");
    }

    private DescriptorXml() {}

    /** Parses it: document type declarations are not processed. Local names are those without a prefix, whatever that stands for. */
    static XMLStreamReader reader(byte[] descriptor) throws XMLStreamException {
        return new WithoutPrefixes(XML.createXMLStreamReader(new ByteArrayInputStream(descriptor)));
    }

    /** Without namespaces, the JDK's parser takes an element's whole name for the local one. */
    private static final class WithoutPrefixes extends StreamReaderDelegate {
        WithoutPrefixes(XMLStreamReader reader) {
            super(reader);
        }

        @Override
        public String getLocalName() {
            String name = super.getLocalName();
            return name.substring(name.indexOf(':') + 1);
        }
    }

    /** The texts of an element within another, in their order. */
    static List<String> texts(byte[] descriptor, String parent, String element) throws XMLStreamException {
        List<String> texts = new ArrayList<>();
        XMLStreamReader reader = reader(descriptor);
        boolean isWithin = false;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (isWithin && reader.getLocalName().equals(element)) {
                    texts.add(reader.getElementText().strip());
                }
                isWithin |= reader.getLocalName().equals(parent);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                isWithin &= !reader.getLocalName().equals(parent);
            }
        }
        return texts;
    }
}
