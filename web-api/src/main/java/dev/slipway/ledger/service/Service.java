package dev.slipway.ledger.service;

import dev.slipway.ledger.Uuid7;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A service to deliver. Every interface of the line refers to it by its name, which never changes. */
@Entity
@Immutable
public class Service {
    @Id
    private UUID id;

    private String name;
    private String title;
    private Instant createdAt;
    private @Nullable GitlabProject gitlabProject;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Service() {}

    Service(String name, String title, Instant createdAt) {
        this.id = Uuid7.at(createdAt);
        this.name = name;
        this.title = title;
        this.createdAt = createdAt;
    }

    /** Its identity inside the ledger; clients use the name. */
    public UUID id() {
        return id;
    }

    /** How clients refer to it. */
    public String name() {
        return name;
    }

    String title() {
        return title;
    }

    /** The project whose pipelines deliver it, if it is known. */
    public Optional<GitlabProject> gitlabProject() {
        return Optional.ofNullable(gitlabProject);
    }

    Instant createdAt() {
        return createdAt;
    }
}
