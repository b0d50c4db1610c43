package dev.slipway.ledger.environment;

import dev.slipway.ledger.Uuid7;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** Where services are delivered to. Releases pass through environments by rank, lowest first. */
@Entity
@Immutable
public class Environment {
    @Id
    private UUID id;

    private String name;
    private String title;
    private int rank;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Environment() {}

    Environment(String name, String title, int rank, Instant createdAt) {
        this.id = Uuid7.at(createdAt);
        this.name = name;
        this.title = title;
        this.rank = rank;
        this.createdAt = createdAt;
    }

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

    /** Its place among the others, lowest first. */
    public int rank() {
        return rank;
    }

    /** Whether releases pass through it before the other one. */
    public boolean isBefore(Environment other) {
        return rank == other.rank ? name.compareTo(other.name) < 0 : rank < other.rank;
    }

    Instant createdAt() {
        return createdAt;
    }
}
