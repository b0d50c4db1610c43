package dev.slipway.ledger.certificate;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An event of a certificate; it has the id of the ledger event that reported it. */
@Entity
@Immutable
class CertificateEvent {
    @Id
    private UUID id;

    private String name;
    private String type;
    private String source;
    private @Nullable String issuer;
    private @Nullable String serial;
    private @Nullable Instant notAfter;
    private @Nullable String detail;
    private Instant occurredAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected CertificateEvent() {}

    CertificateEvent(UUID id, WatcherEvent event) {
        this.id = id;
        this.name = event.name();
        this.type = event.type();
        this.source = event.source();
        this.issuer = event.issuer();
        this.serial = event.serial();
        this.notAfter = event.notAfter();
        this.detail = event.detail();
        this.occurredAt = event.at();
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    String type() {
        return type;
    }

    String source() {
        return source;
    }

    Optional<String> issuer() {
        return Optional.ofNullable(issuer);
    }

    Optional<String> serial() {
        return Optional.ofNullable(serial);
    }

    Optional<Instant> notAfter() {
        return Optional.ofNullable(notAfter);
    }

    Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    Instant occurredAt() {
        return occurredAt;
    }
}
