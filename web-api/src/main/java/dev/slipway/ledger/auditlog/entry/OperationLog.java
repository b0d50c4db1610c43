package dev.slipway.ledger.auditlog.entry;

import dev.slipway.ledger.deployment.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server's log of one operation: from the end of the previous one to its own. The server runs them one at
 * a time.
 */
public class OperationLog {
    private static final int LINES = 200;
    private static final int CHARACTERS = 16 << 10;
    private static final String SHORTENED = "…";

    /** WFLYSRV0027: Starting deployment of "web-shop.war" (runtime-name: "web-shop.war"). */
    private static final Pattern STARTING = Pattern.compile("WFLYSRV0027: [^\"]*\"([^\"]+)\".*", Pattern.DOTALL);

    /** WFLYSRV0028: Stopped deployment web-shop.war (runtime-name: web-shop.war) in 16ms. */
    private static final Pattern STOPPED =
            Pattern.compile("WFLYSRV0028: Stopped deployment (\\S+) .* in (\\d{1,9})ms.*", Pattern.DOTALL);

    private final Instant from;
    private final Instant until;
    private final Map<String, Times> archives = new HashMap<>();
    private final StringBuilder errors = new StringBuilder();
    private int lines;
    private String lastError = "";
    private @Nullable FailureText failure;

    /** When an archive was last stopped and started, if logged. */
    private record Times(
            @Nullable Instant stopping, @Nullable Instant starting) {}

    OperationLog(Instant from, Instant until) {
        this.from = from;
        this.until = until;
    }

    Instant from() {
        return from;
    }

    Instant until() {
        return until;
    }

    void add(ServerLog.Line line) {
        Matcher starting = STARTING.matcher(line.message());
        Matcher stopped = STOPPED.matcher(line.message());
        if (starting.matches()) {
            archives.merge(
                    starting.group(1), new Times(null, line.at()), (old, now) -> new Times(old.stopping(), line.at()));
        } else if (stopped.matches()) {
            Duration took = Duration.ofMillis(Long.parseLong(stopped.group(2)));
            archives.put(stopped.group(1), new Times(line.at().minus(took), null));
        }
        if (line.level().equals("ERROR") || line.level().equals("FATAL")) {
            addError(line);
        }
    }

    /**
     * When the operation began with this archive; the operation's end if not logged. A deployment stops nothing: the server
     * undoes a failed one after its audit record, so the stop may be of the deployment before.
     */
    Instant startedAt(String archive, Operation operation) {
        Times times = archives.get(archive);
        if (times == null) {
            return until;
        }
        Instant first = times.stopping() == null || operation == Operation.DEPLOY ? times.starting() : times.stopping();
        return first == null || first.isAfter(until) ? until : first;
    }

    Optional<FailureText> failure() {
        return Optional.ofNullable(failure);
    }

    /** The errors logged during it; empty if none. */
    Optional<String> errors() {
        return errors.length() == 0 ? Optional.empty() : Optional.of(errors.toString());
    }

    private void addError(ServerLog.Line line) {
        if (line.message().startsWith("WFLYSRV0021")) {
            // Belongs to the previous operation: logged after its audit record.
            return;
        }
        FailureText.of(line.message()).ifPresent(text -> failure = failure == null ? text : failure);
        String text =
                "%s %s [%s] %s%s".formatted(line.at(), line.level(), line.logger(), line.message(), line.stackTrace());
        if (line.message().equals(lastError) || lines >= LINES || errors.length() >= CHARACTERS) {
            return;
        }
        lastError = line.message();
        for (String part : text.split("\\R", LINES)) {
            String shown = part.substring(0, Math.min(part.length(), CHARACTERS - errors.length()));
            errors.append(shown).append('\n');
            lines++;
            if (lines >= LINES || errors.length() >= CHARACTERS) {
                errors.append(SHORTENED);
                return;
            }
        }
    }
}
