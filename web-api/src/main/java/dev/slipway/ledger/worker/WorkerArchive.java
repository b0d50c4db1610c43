package dev.slipway.ledger.worker;

import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.service.Service;
import dev.slipway.ledger.worker.disk.Content;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An archive on a worker, as of the last check. */
@Entity
@IdClass(WorkerArchive.Key.class)
class WorkerArchive {
    @Id
    private String worker;

    @Id
    private String archive;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Service service;

    private @Nullable String artifactDigest;
    private boolean isEnabled;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected WorkerArchive() {}

    WorkerArchive(String worker, Service service, Content content) {
        this.worker = worker;
        this.archive = content.archive();
        this.service = service;
        this.artifactDigest =
                Optional.ofNullable(content.artifactDigest()).map(Digest::text).orElse(null);
        this.isEnabled = content.isEnabled();
    }

    String worker() {
        return worker;
    }

    String archive() {
        return archive;
    }

    Service service() {
        return service;
    }

    Optional<Digest> artifactDigest() {
        return Digest.ofNullable(artifactDigest);
    }

    boolean isEnabled() {
        return isEnabled;
    }

    /**
     * The primary key.
     *
     * @param archive the archive's name
     */
    record Key(String worker, String archive) implements Serializable {}
}
