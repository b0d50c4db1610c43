package dev.slipway.ledger.request.step;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One step of the agent for a request. Inserted by SQL, so that a repeated report is one step. */
@Entity
@Immutable
@Table(name = "deployment_request_step")
public class Step {
    @EmbeddedId
    private Id id;

    private Instant at;
    private StepKind kind;
    private @Nullable String worker;
    private String text;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Step() {}

    StepItem item() {
        return new StepItem(id.number(), at, kind, worker, text);
    }

    /**
     * A step's key.
     *
     * @param requestId its request
     * @param number its number in the request
     */
    @Embeddable
    record Id(UUID requestId, int number) implements Serializable {}
}
