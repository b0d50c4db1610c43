package dev.slipway.line.agent.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A step, as the ledger shows it on the request.
 *
 * @param number from 1, in order
 * @param worker the worker; null if it concerns none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepReport(
        int number, Instant at, Kind kind, @Nullable String worker, String text) {
    /** The kind of a step. */
    public enum Kind {
        @JsonProperty("started")
        STARTED,
        @JsonProperty("done")
        DONE,
        /** The task continues. */
        @JsonProperty("warning")
        WARNING,
        @JsonProperty("failed")
        FAILED;

        /** As the ledger writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The text, as one log line. */
    public String line() {
        return (worker == null ? "" : worker + ": ") + text + (kind == Kind.STARTED ? " …" : "");
    }
}
