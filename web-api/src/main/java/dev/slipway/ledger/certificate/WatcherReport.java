package dev.slipway.ledger.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.ledger.platform.text.Lowercase;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The watcher's report.
 *
 * @param looked when it last ran
 * @param certificates the certificate of every public name
 * @param events the events, oldest first; empty if the file has not changed since the last report
 */
record WatcherReport(Instant looked, List<WatchedCertificate> certificates, List<WatcherEvent> events) {
    private static final System.Logger LOG = System.getLogger(WatcherReport.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    WatcherReport {
        certificates = List.copyOf(certificates);
        events = List.copyOf(events);
    }

    /**
     * Reads the watcher's two files.
     *
     * @param state the state file: one JSON object
     * @param events the events file: one JSON object per line
     * @throws IOException if the state is malformed; malformed events are skipped
     */
    static WatcherReport parse(String state, String events) throws IOException {
        try {
            JsonNode seen = JSON.readTree(storable(state));
            List<WatchedCertificate> certificates = new ArrayList<>();
            for (JsonNode name : seen.path("names")) {
                certificates.add(finding(name));
            }
            return new WatcherReport(time(seen, "looked"), certificates, events(events));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("not a watcher's report: " + e.getMessage(), e);
        }
    }

    private static WatchedCertificate finding(JsonNode name) {
        return new WatchedCertificate(
                text(name, "name"),
                text(name, "source"),
                textIfAny(name, "issuer"),
                timeIfAny(name, "notBefore"),
                timeIfAny(name, "notAfter"),
                textIfAny(name, "servedSerial"),
                textIfAny(name, "newestSerial"),
                timeIfAny(name, "nextRenewal"),
                textIfAny(name, "lastError"),
                Lowercase.parse(CertificateState.class, text(name, "state")),
                time(name, "since"));
    }

    private static List<WatcherEvent> events(String events) {
        List<WatcherEvent> parsed = new ArrayList<>();
        storable(events).lines().forEach(line -> {
            try {
                parsed.add(event(JSON.readTree(line)));
            } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
                // Not written by the watcher.
                LOG.log(Level.DEBUG, "An event of a certificate could not be read", e);
            }
        });
        return parsed;
    }

    private static WatcherEvent event(JsonNode event) {
        return new WatcherEvent(
                text(event, "id"),
                time(event, "at"),
                text(event, "type"),
                text(event, "name"),
                text(event, "source"),
                textIfAny(event, "issuer"),
                textIfAny(event, "serial"),
                timeIfAny(event, "notAfter"),
                textIfAny(event, "detail"),
                event.toString());
    }

    /** PostgreSQL stores no NUL, and JSON has it as an escape. */
    private static String storable(String json) {
        return json.replace("\\u0000", "\\ufffd");
    }

    private static String text(JsonNode object, String member) {
        String text = textIfAny(object, member);
        if (text == null) {
            throw new IllegalArgumentException(member + " is missing");
        }
        return text;
    }

    private static @Nullable String textIfAny(JsonNode object, String member) {
        String text = object.path(member).asText("");
        return text.isEmpty() || object.path(member).isNull() ? null : text;
    }

    private static Instant time(JsonNode object, String member) {
        return Instant.parse(text(object, member));
    }

    private static @Nullable Instant timeIfAny(JsonNode object, String member) {
        String text = textIfAny(object, member);
        return text == null ? null : Instant.parse(text);
    }
}
