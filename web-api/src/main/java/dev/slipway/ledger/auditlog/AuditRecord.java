package dev.slipway.ledger.auditlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Operation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the audit log: one operation, with everything it consisted of.
 *
 * @param at when it was over
 * @param isSuccess whether it took
 * @param actor who asked for it
 * @param channel through which door
 * @param actions what it did, by archive; empty where it concerned none
 * @param json the record as it was written
 * @param kept what of it may be kept, as a JSON value
 */
record AuditRecord(
        Instant at,
        boolean isSuccess,
        String actor,
        Channel channel,
        Map<String, Action> actions,
        String json,
        String kept) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINE = Pattern.compile("(\\S{10,40}) - (\\{.*)", Pattern.DOTALL);
    private static final Pattern HEAD =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{8,18}(Z|[+-]\\d\\d:\\d\\d) - \\{");
    private static final String NOBODY = "anonymous";
    private static final String SERVICE_ACCOUNT = "service-account-";

    /** As {@code ear/bin/wildfly} calls the one who needs no Keycloak. */
    private static final String BREAK_GLASS = "break-glass";

    /** A line that is no record. */
    static class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    /**
     * What an operation did to an archive.
     *
     * @param operation what
     * @param sha1 how the server names the content, where the operation says
     */
    record Action(Operation operation, Optional<String> sha1) {}

    /** Whether it is by the management user for emergencies. */
    boolean isBreakGlass() {
        return actor.equals(BREAK_GLASS);
    }

    /** Reads a line. */
    static AuditRecord parse(String line) throws UnreadableException {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new UnreadableException("it does not begin with a time");
        }
        try {
            JsonNode json = JSON.readTree(parts.group(2));
            if (json == null || !json.isObject()) {
                throw new UnreadableException("it is no JSON object");
            }
            Instant at = OffsetDateTime.parse(parts.group(1)).toInstant();
            String user = json.path("user").asText("");
            boolean isBooting = json.path("booting").asBoolean();
            AuditOperations operations = AuditOperations.of(isBooting ? List.of() : json.path("ops"));
            return new AuditRecord(
                    at,
                    json.path("success").asBoolean(),
                    user.isBlank() || json.path("user").isNull() ? NOBODY : user.strip(),
                    channel(json.path("access").asText(""), user, operations.isPlanned()),
                    operations.actions(),
                    parts.group(2),
                    KeptRecord.of(json));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new UnreadableException("it is cut short or damaged");
        }
    }

    /**
     * The whole record at the end of a line whose beginning is a torn one: a server that died while it wrote goes on in
     * the same line.
     */
    static Optional<String> behindTornOne(String line) {
        Matcher heads = HEAD.matcher(line);
        int last = 0;
        while (heads.find()) {
            last = heads.start();
        }
        return last == 0 ? Optional.empty() : Optional.of(line.substring(last));
    }

    /** Service accounts are pipelines, however they come. People come over HTTP by the console, natively by the CLI and Maven. */
    private static Channel channel(String access, String user, boolean isPlanned) {
        return switch (access) {
            case "HTTP" -> user.startsWith(SERVICE_ACCOUNT) ? Channel.PIPELINE : Channel.CONSOLE;
            case "NATIVE", "JMX" ->
                user.startsWith(SERVICE_ACCOUNT) ? Channel.PIPELINE : isPlanned ? Channel.MAVEN : Channel.CLI;
            default -> Channel.SCANNER;
        };
    }
}
