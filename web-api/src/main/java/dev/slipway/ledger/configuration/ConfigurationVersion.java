package dev.slipway.ledger.configuration;

import dev.slipway.ledger.configuration.content.Snapshot;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.service.Service;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One version of a service's configuration in an environment; its server group knows whether it is in force. */
@Entity
@Immutable
@Table(name = "service_configuration")
public class ConfigurationVersion {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Service service;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Environment environment;

    private int version;
    private Snapshot entries;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] changes;

    private @Nullable String reason;
    private String changedBy;
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected ConfigurationVersion() {}

    ConfigurationVersion(
            UUID id,
            ConfiguredPlace place,
            int version,
            Snapshot entries,
            List<String> changes,
            @Nullable String reason,
            String changedBy,
            Instant changedAt) {
        this.id = id;
        this.service = place.service();
        this.environment = place.environment();
        this.version = version;
        this.entries = entries;
        this.changes = changes.toArray(String[]::new);
        this.reason = reason;
        this.changedBy = changedBy;
        this.changedAt = changedAt;
    }

    public UUID id() {
        return id;
    }

    public Service service() {
        return service;
    }

    public Environment environment() {
        return environment;
    }

    /** Its number, from 1 for each service in each environment. */
    public int version() {
        return version;
    }

    /** The complete configuration. */
    public Snapshot snapshot() {
        return entries;
    }

    /** The differences to the version that was in force when it was made, for people. */
    public List<String> changes() {
        return List.of(changes);
    }

    /** Why it was made; empty if that was not said. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    public String changedBy() {
        return changedBy;
    }

    public Instant changedAt() {
        return changedAt;
    }
}
