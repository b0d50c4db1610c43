package dev.slipway.ledger.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads what runs on this worker from its own configuration and its store of contents: that needs no login, and no
 * Keycloak to give one, and it is what the server would start with.
 */
@ApplicationScoped
public class Surveyor {
    private static final XMLInputFactory XML = XMLInputFactory.newFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    @Inject
    ThisWorker worker;

    private final ContentStore store = new ContentStore();

    /** Everything that is on it now. */
    public Survey survey() {
        try {
            return survey(worker.configuration(), worker.data().resolve("content"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the server's configuration cannot be read", e);
        }
    }

    /** The digest of what the server stores under this SHA-1, if it does and has not been altered. */
    public Optional<String> digestOf(String sha1) {
        return store.digests(stored(worker.data().resolve("content"), sha1))
                .filter(digests -> digests.sha1().equals(sha1))
                .map(ContentStore.Digests::sha256);
    }

    Survey survey(Path configuration, Path contents) throws IOException, XMLStreamException {
        // The server renames a new file over it: what is open here stays whole.
        List<Entry> entries;
        Instant writtenAt;
        try (InputStream stream = Files.newInputStream(configuration)) {
            writtenAt = Files.getLastModifiedTime(configuration).toInstant();
            entries = read(stream);
        }
        List<Content> found = new ArrayList<>();
        List<Path> paths = new ArrayList<>();
        for (Entry entry : entries) {
            Optional<Path> path = entry.path(contents);
            path.ifPresent(paths::add);
            Optional<ContentStore.Digests> digests = path.flatMap(store::digests);
            boolean isAltered = digests.isEmpty()
                    || (entry.isArchive() && !digests.get().sha1().equals(entry.sha1()));
            found.add(new Content(
                    entry.name(),
                    entry.isEnabled(),
                    digests.map(ContentStore.Digests::sha256).orElse(null),
                    isAltered));
        }
        store.keep(paths);
        return new Survey(writtenAt, found);
    }

    private static Path stored(Path contents, String sha1) {
        return contents.resolve(sha1.substring(0, 2)).resolve(sha1.substring(2)).resolve("content");
    }

    /** A deployment in the configuration: stored by its SHA-1, or elsewhere on the disk. */
    private record Entry(
            String name,
            boolean isEnabled,
            boolean isArchive,
            @Nullable String sha1,
            @Nullable String elsewhere) {

        /** Where its content is; empty where that can be no path on this machine. */
        Optional<Path> path(Path contents) {
            try {
                return Optional.ofNullable(elsewhere)
                        .map(Path::of)
                        .or(() -> Optional.ofNullable(sha1).map(name -> stored(contents, name)));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
    }

    private static List<Entry> read(InputStream stream) throws XMLStreamException {
        List<Entry> entries = new ArrayList<>();
        XMLStreamReader xml = XML.createXMLStreamReader(stream);
        int depth = 0;
        String name = null;
        boolean isEnabled = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                String element = xml.getLocalName();
                if (depth == 3 && element.equals("deployment")) {
                    name = xml.getAttributeValue(null, "name");
                    isEnabled = !"false".equals(xml.getAttributeValue(null, "enabled"));
                } else if (depth == 4 && name != null) {
                    entry(xml, element, name, isEnabled).ifPresent(entries::add);
                }
            }
            if (depth < 3) {
                name = null;
            }
        }
        return entries;
    }

    private static Optional<Entry> entry(XMLStreamReader xml, String element, String name, boolean isEnabled) {
        return switch (element) {
            case "content" -> {
                String sha1 = xml.getAttributeValue(null, "sha1");
                boolean isArchive = !"false".equals(xml.getAttributeValue(null, "archive"));
                yield sha1 == null || !sha1.matches("[0-9a-f]{40}")
                        ? Optional.empty()
                        : Optional.of(new Entry(name, isEnabled, isArchive, sha1, null));
            }
            case "fs-archive", "fs-exploded" -> {
                String base = xml.getAttributeValue(null, "relative-to");
                String root = base == null ? "" : System.getProperty(base, "") + "/";
                yield Optional.of(new Entry(name, isEnabled, false, null, root + xml.getAttributeValue(null, "path")));
            }
            default -> Optional.empty();
        };
    }
}
