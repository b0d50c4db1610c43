package dev.slipway.line.service.whole;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** A timer went off, or something else happened, on one worker. */
@Entity
public class Tick {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private String kind;
    private String worker;
    private Instant at;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Tick() {}

    Tick(String kind) {
        this.kind = kind;
        this.worker = System.getProperty("jboss.node.name");
        this.at = Instant.now();
    }

    @Override
    public String toString() {
        return at.getEpochSecond() + " " + worker;
    }
}
