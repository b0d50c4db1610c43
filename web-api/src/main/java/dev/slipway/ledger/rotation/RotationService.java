package dev.slipway.ledger.rotation;

import dev.slipway.ledger.event.EventService;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.text.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Keeps on record which secrets got another value. */
@ApplicationScoped
@Transactional
public class RotationService {

    @Inject
    EventService events;

    /** Records a rotation as an event. Idempotent. */
    void record(@NotNull @Valid ReportRotationRequest report) {
        events.append(new LedgerEvent(
                LedgerEvent.API,
                report.secret() + "@" + report.rotatedAt(),
                "secret.rotated",
                Json.text(report),
                Moments.parse(report.rotatedAt())));
    }
}
