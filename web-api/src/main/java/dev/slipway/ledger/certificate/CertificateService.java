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

/** Takes in what httpd's watcher says, all or nothing. */
@ApplicationScoped
@Transactional
public class CertificateService {

    @Inject
    CertificateRepository certificates;

    @Inject
    EventService events;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /** Takes in a report; one that was taken in before changes nothing. */
    void take(Report report) {
        certificates.lock();
        boolean hasHappened = add(report.happenings());
        boolean isDifferent = see(report);
        if (hasHappened || isDifferent) {
            tell();
        }
    }

    /**
     * Tells the pages when somebody begins, or ceases, to look at the certificates: nothing else would tell of a silence.
     *
     * @param wasUnwatched what this method said before
     * @return whether nobody looks
     */
    boolean tellWhetherUnwatched(boolean wasUnwatched) {
        boolean isUnwatched = certificates
                .lookedAt()
                .filter(at -> at.plus(Certificate.PATIENCE).isAfter(clock.instant()))
                .isEmpty();
        if (isUnwatched != wasUnwatched) {
            tell();
        }
        return isUnwatched;
    }

    /** From the last one back to the first that is known: those before it were taken in with it. */
    private boolean add(List<Happening> happenings) {
        for (int i = happenings.size() - 1; i >= 0; i--) {
            Happening happening = happenings.get(i);
            Optional<UUID> id = events.append(new LedgerEvent(
                    LedgerEvent.WATCHER,
                    happening.id(),
                    "certificate." + happening.type(),
                    happening.json(),
                    happening.at()));
            if (id.isEmpty()) {
                return i < happenings.size() - 1;
            }
            certificates.add(new CertificateEvent(id.get(), happening));
        }
        return !happenings.isEmpty();
    }

    /** Whether anything is different now. */
    private boolean see(Report report) {
        Map<String, Certificate> known =
                certificates.all().stream().collect(Collectors.toMap(Certificate::name, Function.identity()));
        boolean isDifferent = false;
        for (Finding found : report.findings()) {
            Certificate certificate = known.remove(found.name());
            if (certificate == null) {
                certificates.add(new Certificate(found, report.looked()));
                isDifferent = true;
            } else {
                isDifferent |= certificate.see(found, report.looked());
            }
        }
        known.values().forEach(certificates::remove);
        return isDifferent || !known.isEmpty();
    }

    private void tell() {
        changed.fire(new Changed(Changed.Kind.CERTIFICATE, null, null, null));
    }
}
