package dev.slipway.ledger.configuration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.slipway.ledger.configuration.content.Entry;
import dev.slipway.ledger.configuration.content.Snapshot;
import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request to change a configuration. Variables that it does not name stay.
 *
 * @param set plain variables and their values
 * @param seal secrets and their values, sealed for the line's key as compact JWEs
 * @param unset the names of variables to remove
 * @param baseVersion the version that the change was made for; any if absent
 */
@Schema(description = "A configuration change; entries that it does not name stay.")
public record ChangeConfigurationRequest(
        @Schema(
                description = "Variables and their values: at most 16384 characters each, 32 KiB in all, and no NUL.",
                examples = "{\"FEATURE_X\": \"on\"}")
        @Nullable
        Map<String, String> set,

        @Schema(
                description = """
                        Secrets, each sealed for the line's key (*getConfigurationKey*): a compact JWE with *alg* ECDH-ES+A256KW and \
                        *enc* A256GCM, whose protected header also has *kid*, *service*, *environment* and *name*. The ledger cannot \
                        open it, and never shows it.""",
                examples =
                        "{\"API_KEY\": \"eyJhbGciOiJFQ0RILUVTK0EyNTZLVyIsImVuYyI6IkEyNTZHQ00ifQ.a2V5.bm9uY2U.c2VhbGVk.dGFn\"}")
        @Nullable
        Map<String, String> seal,

        @Schema(description = "Variables and secrets to remove.", examples = "[\"OLD\"]") @Nullable
        List<String> unset,

        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(description = "Why.", examples = "The new tax rates apply from today.")
        @Nullable
        String reason,

        @Min(value = 0, message = "must be the number of a version, or 0")
        @Schema(
                description = "The version that the change is based on; if another one would be changed, the change is"
                        + " refused.",
                examples = "3")
        @Nullable
        Integer baseVersion) {

    @JsonIgnore
    Map<String, String> sets() {
        return Objects.requireNonNullElse(set, Map.of());
    }

    @JsonIgnore
    Map<String, String> seals() {
        return Objects.requireNonNullElse(seal, Map.of());
    }

    @JsonIgnore
    List<String> unsets() {
        return Objects.requireNonNullElse(unset, List.of());
    }

    /** The configuration that it makes of another one. */
    Snapshot appliedTo(Snapshot before, String actor, Instant now) {
        List<Entry> entries = new ArrayList<>();
        sets().forEach((name, value) -> entries.add(new Entry(name, value, null, actor, now)));
        seals().forEach((name, jwe) -> entries.add(new Entry(name, null, jwe, actor, now)));
        return before.with(unsets(), entries);
    }

    /** Shows no values, since this may be logged. */
    @Override
    public String toString() {
        return "set " + sets().keySet() + ", seal " + seals().keySet() + ", unset " + unsets();
    }
}
