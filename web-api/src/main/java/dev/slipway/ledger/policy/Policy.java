package dev.slipway.ledger.policy;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.platform.text.Lowercase;
import dev.slipway.ledger.policy.freeze.Freezes;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One version of an environment's policy. */
@Entity
@Immutable
class Policy {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Environment environment;

    private int version;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] requiredEvidence;

    private int approvals;
    private boolean isFourEyes;
    private @Nullable String approvalsHold;
    private Freezes freezes;
    private @Nullable String promotesFrom;
    private @Nullable String soak;
    private Freezes windows;
    private boolean isPromotedAutomatically;
    private boolean isConfigurationGated;
    private boolean isRollbackRehearsed;
    private AttestationKeys attestationKeys;
    private String changedBy;
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Policy() {}

    Policy(Environment environment, int version, ChangePolicyRequest request, String changedBy, Instant changedAt) {
        this.id = Uuid7.at(changedAt);
        this.environment = environment;
        this.version = version;
        this.requiredEvidence = request.requiredEvidence().stream()
                .distinct()
                .sorted()
                .map(Kind::toString)
                .toArray(String[]::new);
        this.approvals = request.approvals();
        this.isFourEyes = request.isFourEyes();
        this.approvalsHold = request.approvalsHold();
        this.freezes = new Freezes(request.freezes());
        this.promotesFrom = request.promotesFrom();
        this.soak = request.soak();
        this.windows = new Freezes(requireNonNullElse(request.windows(), List.of()));
        this.isPromotedAutomatically = Boolean.TRUE.equals(request.isPromotedAutomatically());
        this.isConfigurationGated = Boolean.TRUE.equals(request.isConfigurationGated());
        this.isRollbackRehearsed = Boolean.TRUE.equals(request.isRollbackRehearsed());
        this.attestationKeys = new AttestationKeys(requireNonNullElse(request.attestationKeys(), List.of()));
        this.changedBy = changedBy;
        this.changedAt = changedAt;
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    Rules rules() {
        List<Kind> kinds = Arrays.stream(requiredEvidence)
                .map(kind -> Lowercase.parse(Kind.class, kind))
                .toList();
        return new Rules(
                version,
                kinds,
                approvals,
                isFourEyes,
                approvalsHold,
                freezes,
                promotesFrom,
                soak,
                windows,
                isPromotedAutomatically,
                isConfigurationGated,
                isRollbackRehearsed,
                attestationKeys);
    }

    PolicyResponse response(String environmentName) {
        return PolicyResponse.of(environmentName, rules(), changedBy, changedAt);
    }
}
