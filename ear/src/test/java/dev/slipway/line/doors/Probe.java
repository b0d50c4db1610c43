package dev.slipway.line.doors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Digest;
import dev.slipway.line.Wars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;

/**
 * A small archive to be put on a worker, and what the ledger shows of it.
 *
 * @param service the name of the service that the ledger makes of the archive's
 * @param file the archive
 */
record Probe(String service, Path file) {
    /** The ledger shows an operation within a second; the rest is for what else the machine does beside these tests. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** An archive that runs; its bytes are told from those of others by its service and these words. */
    static Probe running(Path folder, String service, String words) {
        return write(folder, service, words, null);
    }

    /** An archive that does not start, for want of a class. */
    static Probe failing(Path folder, String service) {
        return write(folder, service, "never", """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <listener><listener-class>no.such.Listener</listener-class></listener>
                </web-app>""");
    }

    /** Its name on the worker. */
    String archive() {
        return service + ".war";
    }

    /** Its digest, as the ledger writes it. */
    String digest() {
        return Digest.of(file);
    }

    /** What the ledger has of its service, the first started first. */
    List<JsonNode> deployments() {
        Answer answer = Caller.pipeline().get("/api/v1/deployments?limit=100&service=" + service);
        List<JsonNode> items = new ArrayList<>();
        answer.expect(200).path("items").forEach(item -> items.add(0, item));
        return items;
    }

    /** The last of so many deployments, which must be there soon. */
    JsonNode deployment(int number) {
        return deployment(number, PATIENCE);
    }

    /** The last of so many deployments, which must be there in this time. */
    JsonNode deployment(int number, Duration patience) {
        return Awaitility.await()
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .until(this::deployments, items -> items.size() == number)
                .get(number - 1);
    }

    private static Probe write(Path folder, String service, String words, @Nullable String descriptor) {
        WebArchive archive = Wars.page(service + ": " + words);
        if (descriptor != null) {
            archive.setWebXML(new StringAsset(descriptor));
        }
        Path file = folder.resolve(service + "-" + Integer.toHexString(words.hashCode()) + ".zip");
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        try {
            // The worker reads it by its address, as a user of its own.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Probe(service, file);
    }
}
