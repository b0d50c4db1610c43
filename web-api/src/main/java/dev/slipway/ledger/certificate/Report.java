package dev.slipway.ledger.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the watcher wrote down.
 *
 * @param looked when it looked last
 * @param findings what it saw, of every public name
 * @param happenings what has happened, the oldest first; only those since the report before, where nothing was added
 */
record Report(Instant looked, List<Finding> findings, List<Happening> happenings) {
    private static final System.Logger LOG = System.getLogger(Report.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    Report {
        findings = List.copyOf(findings);
        happenings = List.copyOf(happenings);
    }

    /**
     * Reads the watcher's two files.
     *
     * @param state what it saw last: one JSON object
     * @param events what has happened: a JSON object a line
     * @throws IOException when the first cannot be read; a line of the second that cannot is passed over
     */
    static Report parse(String state, String events) throws IOException {
        try {
            JsonNode seen = JSON.readTree(storable(state));
            List<Finding> findings = new ArrayList<>();
            for (JsonNode name : seen.path("names")) {
                findings.add(finding(name));
            }
            return new Report(time(seen, "looked"), findings, happenings(events));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("it is not what a watcher writes: " + e.getMessage(), e);
        }
    }

    private static Finding finding(JsonNode name) {
        return new Finding(
                text(name, "name"),
                text(name, "source"),
                textIfAny(name, "issuer"),
                timeIfAny(name, "notBefore"),
                timeIfAny(name, "notAfter"),
                textIfAny(name, "servedSerial"),
                textIfAny(name, "newestSerial"),
                timeIfAny(name, "nextRenewal"),
                textIfAny(name, "lastError"),
                CertificateState.valueOf(text(name, "state").toUpperCase(Locale.ROOT)),
                time(name, "since"));
    }

    private static List<Happening> happenings(String events) {
        List<Happening> happenings = new ArrayList<>();
        storable(events).lines().forEach(line -> {
            try {
                happenings.add(happening(JSON.readTree(line)));
            } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
                // By another hand than the watcher's.
                LOG.log(Level.DEBUG, "An event of a certificate could not be read", e);
            }
        });
        return happenings;
    }

    private static Happening happening(JsonNode event) {
        return new Happening(
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
