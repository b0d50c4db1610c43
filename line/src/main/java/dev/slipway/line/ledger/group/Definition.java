package dev.slipway.line.ledger.group;

import dev.slipway.line.http.Json;
import java.util.List;
import java.util.Optional;

/**
 * A version of a service's definition.
 *
 * @param operation {@code applied}, {@code removed} or {@code data-dropped}
 * @param yaml the file; empty if the definition was removed
 * @param changes the differences from the previous version
 * @param appliedBy who applied it; empty for a default definition
 * @param appliedAt when it was applied, in ISO 8601; empty if unknown
 * @param json the full answer
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

    /** Whether it is the default that the service's first deployment created. */
    public boolean isDefault() {
        return json.is("isDefault");
    }

    /** The service's title, if the file has one. */
    public Optional<String> title() {
        return json.object("definition").find("title");
    }
}
