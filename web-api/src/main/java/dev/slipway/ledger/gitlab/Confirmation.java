package dev.slipway.ledger.gitlab;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** GitLab's latest report on one of its deployments; written in SQL only, which decides what is the latest. */
@Entity
@Immutable
class Confirmation {
    @Id
    private UUID id;

    private @Nullable UUID deploymentId;
    private String kind;
    private @Nullable String url;
    private @Nullable String person;
    private String status;
    private Instant at;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Confirmation() {}

    Optional<String> url() {
        return Optional.ofNullable(url);
    }

    Optional<String> person() {
        return Optional.ofNullable(person);
    }

    String status() {
        return status;
    }

    Instant at() {
        return at;
    }
}
