package dev.slipway.ledger.worker.disk;

import dev.slipway.ledger.platform.text.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads what runs on a worker from its configuration file and content store: no login and so no Keycloak needed, and it
 * is what the server would start with.
 */
@ApplicationScoped
public class InventoryReader {
    private static final String CONFIGURATION = "standalone.xml";

    /** The server's name for its content store, and for each file in it. */
    private static final String CONTENT = "content";

    /** A limit for another user's server. */
    private static final int MOST_BYTES = 8 << 20;

    private static final int MOST_FOREIGN = 200;
    private static final int LONGEST_NAME = 255;

    private static final XMLInputFactory XML = XMLInputFactory.newFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private final ContentStore store = new ContentStore();

    /**
     * The archives on a worker now.
     *
     * @throws UncheckedIOException if its configuration cannot be read or trusted
     */
    public Inventory read(WorkerFiles worker) {
        try {
            return worker.isForeign() ? foreign(worker) : own(worker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the server's configuration cannot be read", e);
        }
    }

    /**
     * The SHA-256 of the content stored under this SHA-1; empty if it is absent or altered, or over the budget of another user's server.
     */
    public Optional<Digest> digestOf(WorkerFiles worker, String sha1, ReadBudget budget) {
        return (worker.isForeign()
                        ? store.digests(worker.data(), stored(sha1), budget)
                        : store.digests(path(contents(worker), sha1)))
                .filter(digests -> digests.sha1().equals(sha1))
                .map(ContentStore.Digests::sha256);
    }

    private Inventory own(WorkerFiles worker) throws IOException, XMLStreamException {
        Read configuration = readConfiguration(worker);
        List<Content> found = new ArrayList<>();
        List<Path> paths = new ArrayList<>();
        for (Entry entry : configuration.entries()) {
            Optional<Path> path = entry.path(contents(worker));
            path.ifPresent(paths::add);
            boolean isOverlaid = configuration.links().change(entry.runtimeName(), path.filter(Files::isRegularFile));
            found.add(entry.content(path.flatMap(store::digests), isOverlaid));
        }
        store.retainOnly(paths);
        return new Inventory(configuration.writtenAt(), found);
    }

    /**
     * For a configuration that its user may have written: external paths are ignored, and content must be a regular
     * file.
     */
    private Inventory foreign(WorkerFiles worker) throws IOException, XMLStreamException {
        Read configuration = readConfiguration(worker);
        if (configuration.entries().size() + configuration.links().names().size() > MOST_FOREIGN) {
            throw new UntrustedFileException(worker.name() + " names too many deployments");
        }
        ReadBudget budget = new ReadBudget();
        Map<String, Content> found = new LinkedHashMap<>();
        List<List<String>> files = new ArrayList<>();
        for (Entry entry : configuration.entries()) {
            Optional<ContentStore.Digests> digests = Optional.empty();
            String sha1 = entry.sha1();
            if (sha1 != null && entry.isArchive()) {
                files.add(stored(sha1));
                digests = store.digests(worker.data(), stored(sha1), budget);
            }
            if (entry.name().length() <= LONGEST_NAME) {
                boolean isOverlaid = configuration.links().change(entry.runtimeName(), Optional.empty());
                found.putIfAbsent(entry.name(), entry.content(digests, isOverlaid));
            }
        }
        store.retainOnly(worker.data(), files);
        return new Inventory(configuration.writtenAt(), List.copyOf(found.values()));
    }

    private record Read(Instant writtenAt, List<Entry> entries, OverlayLinks links) {}

    private static Read readConfiguration(WorkerFiles worker) throws IOException, XMLStreamException {
        Optional<ServerFolder.State> state = worker.configuration().state(CONFIGURATION);
        if (worker.isForeign() && state.filter(now -> now.size() > MOST_BYTES).isPresent()) {
            throw new UntrustedFileException(CONFIGURATION + " of " + worker.name() + " is too large");
        }
        // The server replaces it by renaming, so an open file stays consistent.
        try (SeekableByteChannel channel = worker.configuration().open(CONFIGURATION)) {
            InputStream stream = Channels.newInputStream(channel);
            return read(
                    worker.isForeign() ? new ByteArrayInputStream(stream.readNBytes(MOST_BYTES)) : stream,
                    state.map(ServerFolder.State::writtenAt).orElse(Instant.EPOCH));
        }
    }

    private static Path contents(WorkerFiles worker) {
        return Path.of(worker.data().toString()).resolve(CONTENT);
    }

    private static List<String> stored(String sha1) {
        return List.of(CONTENT, sha1.substring(0, 2), sha1.substring(2), CONTENT);
    }

    private static Path path(Path contents, String sha1) {
        return contents.resolve(sha1.substring(0, 2)).resolve(sha1.substring(2)).resolve(CONTENT);
    }

    /** A deployment in the configuration: in the content store by SHA-1, or elsewhere on disk. */
    private record Entry(
            Deployment deployment,
            boolean isArchive,
            @Nullable String sha1,
            @Nullable String elsewhere) {

        String name() {
            return deployment.name();
        }

        String runtimeName() {
            return deployment.runtimeName();
        }

        Content content(Optional<ContentStore.Digests> digests, boolean isOverlaid) {
            boolean isAltered =
                    digests.isEmpty() || (isArchive && !digests.get().sha1().equals(sha1));
            return new Content(
                    name(),
                    runtimeName(),
                    deployment.isEnabled(),
                    digests.map(ContentStore.Digests::sha256).orElse(null),
                    isAltered,
                    isOverlaid);
        }

        /** The path of its content; empty if it is not a valid path. */
        Optional<Path> path(Path contents) {
            try {
                return Optional.ofNullable(elsewhere)
                        .map(Path::of)
                        .or(() -> Optional.ofNullable(sha1).map(name -> InventoryReader.path(contents, name)));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
    }

    private record Deployment(String name, String runtimeName, boolean isEnabled) {}

    private static Read read(InputStream stream, Instant writtenAt) throws XMLStreamException {
        List<Entry> entries = new ArrayList<>();
        List<String> links = new ArrayList<>();
        XMLStreamReader xml = XML.createXMLStreamReader(stream);
        int depth = 0;
        Deployment deployment = null;
        boolean isOverlay = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                String element = xml.getLocalName();
                if (depth == 3) {
                    deployment = element.equals("deployment") ? deployment(xml) : null;
                    isOverlay = element.equals("deployment-overlay");
                } else if (depth == 4 && deployment != null) {
                    entry(xml, element, deployment).ifPresent(entries::add);
                } else if (depth == 4 && isOverlay && element.equals("deployment")) {
                    Optional.ofNullable(xml.getAttributeValue(null, "name")).ifPresent(links::add);
                }
            }
        }
        return new Read(writtenAt, entries, new OverlayLinks(links));
    }

    private static @Nullable Deployment deployment(XMLStreamReader xml) {
        String name = xml.getAttributeValue(null, "name");
        String runtimeName = xml.getAttributeValue(null, "runtime-name");
        boolean isEnabled = !"false".equals(xml.getAttributeValue(null, "enabled"));
        return name == null ? null : new Deployment(name, runtimeName == null ? name : runtimeName, isEnabled);
    }

    private static Optional<Entry> entry(XMLStreamReader xml, String element, Deployment deployment) {
        return switch (element) {
            case "content" -> {
                String sha1 = xml.getAttributeValue(null, "sha1");
                boolean isArchive = !"false".equals(xml.getAttributeValue(null, "archive"));
                yield sha1 == null || !sha1.matches("[0-9a-f]{40}")
                        ? Optional.empty()
                        : Optional.of(new Entry(deployment, isArchive, sha1, null));
            }
            case "fs-archive", "fs-exploded" -> {
                String base = xml.getAttributeValue(null, "relative-to");
                String root = base == null ? "" : System.getProperty(base, "") + "/";
                yield Optional.of(new Entry(deployment, false, null, root + xml.getAttributeValue(null, "path")));
            }
            default -> Optional.empty();
        };
    }
}
