package dev.slipway.ledger.certificate;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The last known state of a public name's certificate. */
@Entity
class Certificate {
    @Id
    private String name;

    private String source;
    private @Nullable String issuer;
    private @Nullable Instant notBefore;
    private @Nullable Instant notAfter;
    private @Nullable String servedSerial;
    private @Nullable String newestSerial;
    private @Nullable Instant nextRenewalAt;
    private @Nullable String lastError;
    private CertificateState state;
    private Instant since;
    private Instant lookedAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Certificate() {}

    Certificate(WatchedCertificate found, Instant lookedAt) {
        this.name = found.name();
        this.source = found.source();
        this.state = found.state();
        this.since = found.since();
        this.lookedAt = lookedAt;
        update(found, lookedAt);
    }

    /**
     * Updates the state.
     *
     * @return whether it has changed
     */
    final boolean update(WatchedCertificate found, Instant now) {
        WatchedCertificate before = finding();
        source = found.source();
        issuer = found.issuer();
        notBefore = found.notBefore();
        notAfter = found.notAfter();
        servedSerial = found.servedSerial();
        newestSerial = found.newestSerial();
        nextRenewalAt = found.nextRenewal();
        lastError = found.lastError();
        state = found.state();
        since = found.since();
        lookedAt = now;
        return !before.equals(found);
    }

    /** As it was seen. */
    WatchedCertificate finding() {
        return new WatchedCertificate(
                name,
                source,
                issuer,
                notBefore,
                notAfter,
                servedSerial,
                newestSerial,
                nextRenewalAt,
                lastError,
                state,
                since);
    }

    /** When that was. */
    Instant lookedAt() {
        return lookedAt;
    }

    String name() {
        return name;
    }
}
