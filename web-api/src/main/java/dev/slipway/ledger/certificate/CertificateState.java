package dev.slipway.ledger.certificate;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
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
    /** The watcher has not run for a quarter of an hour; computed, never stored. */
    UNWATCHED;

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
