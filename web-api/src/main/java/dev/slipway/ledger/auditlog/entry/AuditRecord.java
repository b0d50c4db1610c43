package dev.slipway.ledger.auditlog.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Operation;
import dev.slipway.ledger.platform.text.Sha256;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One line of the audit log: one operation with all its steps.
 *
 * @param at when it finished
 * @param isSuccess whether it succeeded, or was kept though something did not start
 * @param keepsFailure whether it may be such a one
 * @param actor who made it
 * @param channel how it was made
 * @param actions what it did, by archive; empty if it concerned none
 * @param json the original record
 * @param redacted the record without what may be secret, as JSON
 */
public record AuditRecord(
        Instant at,
        boolean isSuccess,
        boolean keepsFailure,
        String actor,
        Channel channel,
        Map<String, Action> actions,
        String json,
        String redacted) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINE = Pattern.compile("(\\S{10,40}) - (\\{.*)", Pattern.DOTALL);
    private static final Pattern HEAD =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{8,18}(Z|[+-]\\d\\d:\\d\\d) - \\{");
    private static final String NOBODY = "anonymous";

    /** The management user that {@code ear/bin/wildfly} creates for when Keycloak is down. */
    private static final String BREAK_GLASS = "break-glass";

    /** The line is not a valid record. */
    public static class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    /**
     * An operation on an archive.
     *
     * @param sha1 the content's SHA-1, if the operation names it
     * @param isByOverlay whether a deployment overlay was linked to it: then its name is a runtime name, and may be none of what runs
     */
    record Action(Operation operation, Optional<String> sha1, boolean isByOverlay) {}

    /** The archives that it concerned. An overlay's names are runtime names; what the overlay changes is the server's configuration. */
    public Set<String> archives() {
        return actions.entrySet().stream()
                .filter(action -> !action.getValue().isByOverlay())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the break-glass management user did it. */
    public boolean isBreakGlass() {
        return actor.equals(BREAK_GLASS);
    }

    /** Identifies it among those of its worker, also where it is read twice. */
    public String digest() {
        return Sha256.hex(at + json);
    }

    public static AuditRecord parse(String line) throws UnreadableException {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new UnreadableException("it does not begin with a time");
        }
        try {
            JsonNode json = JSON.readTree(parts.group(2));
            if (json == null || !json.isObject()) {
                throw new UnreadableException("it is not a JSON object");
            }
            Instant at = OffsetDateTime.parse(parts.group(1)).toInstant();
            String user = json.path("user").asText("");
            boolean isBooting = json.path("booting").asBoolean();
            AuditOperations operations = AuditOperations.of(isBooting ? List.of() : json.path("ops"));
            return new AuditRecord(
                    at,
                    json.path("success").asBoolean(),
                    operations.keepsFailure(),
                    user.isBlank() || json.path("user").isNull() ? NOBODY : user.strip(),
                    Channel.ofAuditLog(json.path("access").asText(""), user, operations.isByMaven()),
                    operations.actions(),
                    parts.group(2),
                    RedactedRecord.of(json));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new UnreadableException("it is cut short or damaged");
        }
    }

    /**
     * The complete record at the end of a line that begins with a truncated one: after a crash the server continues on
     * the same line.
     */
    public static Optional<String> afterTruncated(String line) {
        Matcher heads = HEAD.matcher(line);
        int last = 0;
        while (heads.find()) {
            last = heads.start();
        }
        return last == 0 ? Optional.empty() : Optional.of(line.substring(last));
    }
}
