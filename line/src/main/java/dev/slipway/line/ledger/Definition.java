package dev.slipway.line.ledger;

import dev.slipway.line.http.Json;
import java.util.List;
import java.util.Optional;

/**
 * A version of what a service needs.
 *
 * @param operation {@code applied}, {@code removed} or {@code data-dropped}
 * @param yaml its file; empty where it was removed
 * @param changes what differs from the version before
 * @param appliedBy who did it; empty where nobody did yet
 * @param appliedAt when, as ISO 8601; empty where nobody did yet
 * @param json all that was answered
 */
public record Definition(
        String service,
        long version,
        String operation,
        Optional<String> yaml,
        List<String> changes,
        Optional<String> appliedBy,
        Optional<String> appliedAt,
        Json json) {
    /** Keeps a copy. */
    public Definition {
        changes = List.copyOf(changes);
    }

    static Definition of(Json json) {
        return new Definition(
                json.text("service"),
                json.number("version", 0),
                json.find("operation").orElse("applied"),
                json.find("yaml"),
                json.texts("changes"),
                json.find("appliedBy"),
                json.find("appliedAt"),
                json);
    }

    /** Whether nobody applied it: the service was deployed before anybody had. */
    public boolean isDefault() {
        return json.is("isDefault");
    }

    /** The service's name for people, where the file gives one. */
    public Optional<String> title() {
        return json.object("definition").find("title");
    }
}
