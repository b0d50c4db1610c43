package dev.slipway.line.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happened, as the ledger shows it on the request.
 *
 * @param number from 1, in order
 * @param worker where; null where it is about none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepReport(
        int number, Instant at, Kind kind, @Nullable String worker, String text) {
    /** What is said of a step. */
    public enum Kind {
        /** It begins. */
        @JsonProperty("started")
        STARTED,
        /** It is done. */
        @JsonProperty("done")
        DONE,
        /** It goes on, but somebody should know. */
        @JsonProperty("warning")
        WARNING,
        /** It is not done. */
        @JsonProperty("failed")
        FAILED;

        /** As the ledger writes it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
