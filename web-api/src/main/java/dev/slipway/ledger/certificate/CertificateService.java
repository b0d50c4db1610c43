package dev.slipway.ledger.certificate;

import dev.slipway.ledger.event.EventService;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.feed.Changed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Stores the reports of httpd's certificate watcher, each in one transaction. */
@ApplicationScoped
@Transactional
public class CertificateService {

    @Inject
    CertificateRepository certificates;

    @Inject
    EventService ledgerEvents;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /** Stores a report; idempotent. */
    void store(WatcherReport report) {
        certificates.lock();
        boolean hasHappened = add(report.events());
        boolean isDifferent = update(report);
        if (hasHappened || isDifferent) {
            notifyChanged();
        }
    }

    /**
     * Notifies the pages when the watcher stops or resumes, since silence itself causes no event.
     *
     * @param wasUnwatched the previous result of this method
     * @return whether the certificates are unwatched
     */
    boolean publishUnwatched(boolean wasUnwatched) {
        boolean isUnwatched = certificates
                .lookedAt()
                .filter(at -> CertificateState.isWatched(at, clock.instant()))
                .isEmpty();
        if (isUnwatched != wasUnwatched) {
            notifyChanged();
        }
        return isUnwatched;
    }

    /** From the newest back to the first known one; those before it were stored with it. */
    private boolean add(List<WatcherEvent> events) {
        for (int i = events.size() - 1; i >= 0; i--) {
            WatcherEvent event = events.get(i);
            Optional<UUID> id = ledgerEvents.append(new LedgerEvent(
                    LedgerEvent.WATCHER, event.id(), "certificate." + event.type(), event.json(), event.at()));
            if (id.isEmpty()) {
                return i < events.size() - 1;
            }
            certificates.add(new CertificateEvent(id.get(), event));
        }
        return !events.isEmpty();
    }

    /** Whether anything has changed. */
    private boolean update(WatcherReport report) {
        Map<String, Certificate> known =
                certificates.all().stream().collect(Collectors.toMap(Certificate::name, Function.identity()));
        boolean isDifferent = false;
        for (WatchedCertificate found : report.certificates()) {
            Certificate certificate = known.remove(found.name());
            if (certificate == null) {
                certificates.add(new Certificate(found, report.looked()));
                isDifferent = true;
            } else {
                isDifferent |= certificate.update(found, report.looked());
            }
        }
        known.values().forEach(certificates::remove);
        return isDifferent || !known.isEmpty();
    }

    private void notifyChanged() {
        changed.fire(Changed.all(Changed.Kind.CERTIFICATE));
    }
}
