package dev.slipway.ledger.certificate;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The state of a certificate. */
@Schema
public enum CertificateState {
    /** The CA has not given the first one yet. */
    WAITING,
    /** The newest one is served. */
    FINE,
    /** There is a newer one that is not served. */
    STALE,
    /** Less than a quarter of its life is left. */
    ENDING,
    /** The last issue failed, or there is no TLS answer. */
    FAILED,
    /** The watcher has not run for {@link #PATIENCE}; computed, never stored. */
    UNWATCHED;

    /** How long a state counts after a look: three times the watcher's longest interval. */
    public static final Duration PATIENCE = Duration.ofMinutes(15);

    /**
     * Whether the state that was found at a time still counts. A time that is further ahead than {@link #PATIENCE} was
     * written before the clock was set back, and says nothing.
     */
    public static boolean isWatched(Instant lookedAt, Instant now) {
        return lookedAt.plus(PATIENCE).isAfter(now) && !lookedAt.minus(PATIENCE).isAfter(now);
    }

    /** The name that the watcher, clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<CertificateState> {

        Column() {
            super(CertificateState.class);
        }
    }
}
