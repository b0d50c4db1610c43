package dev.slipway.ledger.definition;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.definition.reading.Definition;
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

/** One version of a service's definition: a file that was applied, or its removal. */
@Entity
@Immutable
@Table(name = "service_definition")
public class DefinitionVersion {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Service service;

    private int version;
    private DefinitionOperation operation;
    private @Nullable String yaml;
    private @Nullable Definition definition;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] changes;

    private boolean isDefault;
    private String appliedBy;
    private Instant appliedAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected DefinitionVersion() {}

    /** A version with a definition and its file. */
    DefinitionVersion(
            Service service,
            int version,
            String yaml,
            Definition definition,
            List<String> changes,
            String appliedBy,
            Instant appliedAt) {
        this(service, version, DefinitionOperation.APPLIED, changes, appliedBy, appliedAt);
        this.yaml = yaml;
        this.definition = definition;
    }

    /** The default version of a service that was deployed before any definition was applied. */
    static DefinitionVersion byDefault(
            Service service,
            int number,
            String yaml,
            Definition definition,
            List<String> changes,
            String appliedBy,
            Instant appliedAt) {
        DefinitionVersion version =
                new DefinitionVersion(service, number, yaml, definition, changes, appliedBy, appliedAt);
        version.isDefault = true;
        return version;
    }

    /** A version that removes the definition or drops the data. */
    DefinitionVersion(
            Service service,
            int version,
            DefinitionOperation operation,
            List<String> changes,
            String appliedBy,
            Instant appliedAt) {
        this.id = Uuid7.at(appliedAt);
        this.service = service;
        this.version = version;
        this.operation = operation;
        this.changes = changes.toArray(String[]::new);
        this.appliedBy = appliedBy;
        this.appliedAt = appliedAt;
    }

    /** The next version, with the same definition. */
    DefinitionVersion nextVersion(List<String> newChanges, String by, Instant at) {
        DefinitionVersion next = new DefinitionVersion(service, version + 1, operation, newChanges, by, at);
        next.yaml = yaml;
        next.definition = definition;
        return next;
    }

    UUID id() {
        return id;
    }

    public Service service() {
        return service;
    }

    /** Its number, from 1 for each service. */
    public int version() {
        return version;
    }

    public DefinitionOperation operation() {
        return operation;
    }

    Optional<String> yaml() {
        return Optional.ofNullable(yaml);
    }

    /** The definition; empty if it was removed. */
    public Optional<Definition> definition() {
        return Optional.ofNullable(definition);
    }

    List<String> changes() {
        return List.of(changes);
    }

    /** Whether it is the default that the first deployment request created. */
    public boolean isDefault() {
        return isDefault;
    }

    public String appliedBy() {
        return appliedBy;
    }

    public Instant appliedAt() {
        return appliedAt;
    }
}
