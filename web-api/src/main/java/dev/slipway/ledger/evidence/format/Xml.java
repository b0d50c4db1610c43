package dev.slipway.ledger.evidence.format;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Streams an untrusted XML document. Document type declarations, and with them all entities, are refused; so is excessive nesting.
 */
final class Xml {
    private static final int DEPTH_LIMIT = 100;

    private final XMLStreamReader reader;
    private final Deque<String> path = new ArrayDeque<>();
    private boolean isOver;

    private Xml(XMLStreamReader reader) {
        this.reader = reader;
    }

    /** Opens a document, up to its root element. */
    static Xml open(InputStream document) throws MalformedException {
        try {
            Xml xml = new Xml(factory().createXMLStreamReader(document));
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                // Skip the prolog.
            }
            return xml;
        } catch (XMLStreamException e) {
            throw MalformedException.of(e, NOWHERE);
        }
    }

    /** Goes on to the next start or end of an element, or piece of text. */
    int next() throws MalformedException {
        try {
            int event = reader.next();
            switch (event) {
                case XMLStreamConstants.DTD ->
                    throw malformed("is a document type declaration, which no evidence needs");
                case XMLStreamConstants.START_ELEMENT -> path.push(reader.getLocalName());
                case XMLStreamConstants.END_ELEMENT -> path.pop();
                case XMLStreamConstants.END_DOCUMENT -> isOver = true;
                default -> {}
            }
            if (path.size() > DEPTH_LIMIT) {
                throw malformed("is nested deeper than " + DEPTH_LIMIT + " elements");
            }
            return event;
        } catch (XMLStreamException e) {
            throw MalformedException.of(e, reader.getLocation());
        } catch (NoSuchElementException | IndexOutOfBoundsException | IllegalStateException | NullPointerException e) {
            // A hostile file may trigger bugs in the parser; blame the file.
            throw malformed("cannot be read as XML");
        }
    }

    /** Whether the document was read to its end. */
    boolean isOver() {
        return isOver;
    }

    /** The depth: 1 in the root. */
    int depth() {
        return path.size();
    }

    /** The name of the element that begins here, or that just ended. */
    String name() {
        return reader.getLocalName();
    }

    /** The namespace of the element that begins here. */
    String namespace() {
        String uri = reader.getNamespaceURI();
        return uri == null ? "" : uri;
    }

    /** An attribute of the element that begins here. */
    @Nullable
    String attribute(String name) {
        return reader.getAttributeValue(null, name);
    }

    /** Appends the current piece of text, up to a limit. */
    void text(StringBuilder into, int limit) {
        int length = Math.min(reader.getTextLength(), limit - into.length());
        if (length > 0) {
            into.append(reader.getTextCharacters(), reader.getTextStart(), length);
        }
    }

    MalformedException malformed(String detail) {
        return MalformedException.at(reader.getLocation(), detail);
    }

    private static XMLInputFactory factory() {
        // The JDK's own factory, which the server does not replace.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("nothing outside of the document is read");
        });
        return factory;
    }

    private static final Location NOWHERE = new Location() {
        @Override
        public int getLineNumber() {
            return 1;
        }

        @Override
        public int getColumnNumber() {
            return 1;
        }

        @Override
        public int getCharacterOffset() {
            return 0;
        }

        @Override
        public @Nullable String getPublicId() {
            return null;
        }

        @Override
        public @Nullable String getSystemId() {
            return null;
        }
    };
}
