package dev.slipway.ledger.request.configuration;

import dev.slipway.ledger.configuration.content.Entry;
import dev.slipway.ledger.configuration.content.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A configuration, as clients see it: without its secrets, sealed or not.
 *
 * @param version its number: in force, or requested; 0 if none was ever set
 * @param entries its variables, by name
 * @param pending the requested change that is not in force yet; null if there is none
 */
@Schema(name = "Configuration", description = "A service's configuration in an environment.")
public record ConfigurationResponse(
        @Schema(examples = "shop") String service,
        @Schema(examples = "production") String environment,
        @Schema(examples = "4") int version,
        List<Variable> entries,
        @Nullable Pending pending) {

    public ConfigurationResponse {
        entries = List.copyOf(entries);
    }

    /**
     * One variable.
     *
     * @param value its value; null for a secret
     * @param isSecret whether it is a secret, whose value is never shown
     * @param changedBy who set it
     */
    @Schema(name = "ConfigurationEntry", description = "A variable of a configuration; a secret without its value.")
    public record Variable(
            @Schema(examples = "FEATURE_X") String name,
            @Schema(examples = "on") @Nullable String value,
            @Schema(examples = "false") boolean isSecret,
            @Schema(examples = "alice") String changedBy,
            @Schema(examples = "2026-11-23T10:15:30Z") Instant changedAt) {

        static Variable of(Entry entry) {
            return new Variable(entry.name(), entry.value(), entry.isSecret(), entry.changedBy(), entry.changedAt());
        }
    }

    /**
     * A requested change that is not in force yet.
     *
     * @param version its future version
     * @param requestId the request that deploys it
     * @param changes the differences from the version in force, for people to read
     */
    @Schema(name = "PendingConfiguration", description = "A requested configuration change that is not in force yet.")
    public record Pending(
            @Schema(examples = "5") int version,

            @Schema(examples = "019aa1f3-4d7d-7a52-8c0f-2f9b8e7d6c5a")
            UUID requestId,

            @Schema(examples = "[\"FEATURE_X: off → on\"]") List<String> changes) {

        public Pending {
            changes = List.copyOf(changes);
        }
    }

    static ConfigurationResponse of(
            String service, String environment, int version, Snapshot snapshot, @Nullable Pending pending) {
        return new ConfigurationResponse(
                service,
                environment,
                version,
                snapshot.entries().stream().map(Variable::of).toList(),
                pending);
    }
}
