package dev.slipway.ledger.notification.channel;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.event.EventService;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.notification.Kind;
import dev.slipway.ledger.notification.Notice;
import dev.slipway.ledger.notification.NotificationRepository;
import dev.slipway.ledger.notification.post.text.Message;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.service.ServiceService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Adds and removes channels. */
@ApplicationScoped
@Transactional
public class ChannelService {

    @Inject
    ChannelRepository channels;

    @Inject
    NotificationRepository notifications;

    @Inject
    ServiceService services;

    @Inject
    IdempotencyService idempotency;

    @Inject
    EventService events;

    @Inject
    LedgerConfig config;

    @Inject
    Clock clock;

    /**
     * Adds a channel. A repeated request does not return the signing key again.
     *
     * @throws ProblemException if a rule is broken, or there is one of that name
     */
    NotificationChannelResponse add(AddNotificationChannelRequest request, String by, Optional<IdempotencyKey> key) {
        NotificationChannel channel = new NotificationChannel(checked(request), by, clock.instant());
        Optional<UUID> earlier = idempotency.claim(key, channel.id());
        if (earlier.isPresent()) {
            return channels.find(earlier.get())
                    .map(known -> NotificationChannelResponse.of(known, notifications.waiting(known.id())))
                    .orElseThrow(NotFoundException::new);
        }
        channels.add(channel);
        record("channel.added", channel, by, channel.createdAt());
        return NotificationChannelResponse.of(channel, 0, channel.signingKey().orElse(null));
    }

    /** Removes a channel with its secrets; what waits for it is not sent. */
    void remove(UUID id, String by) {
        NotificationChannel channel = channels.lock(id).orElseThrow(NotFoundException::new);
        Instant now = clock.instant();
        channel.remove(by, now);
        notifications.drop(id, now);
        record("channel.removed", channel, by, now);
    }

    private void record(String kind, NotificationChannel channel, String by, Instant at) {
        events.append(new LedgerEvent(
                LedgerEvent.API, Uuid7.at(at).toString(), kind, Json.text(ChannelChanged.of(channel, by)), at));
    }

    /** Records that a channel's receiver accepted a test: what failed before is tried again. */
    void recovered(UUID id) {
        // Its row before those of its notifications, as in its removal.
        if (channels.lock(id).isPresent()) {
            channels.recovered(id);
            notifications.hasten(id, clock.instant());
        }
    }

    private AddNotificationChannelRequest checked(AddNotificationChannelRequest request) {
        List<Violation> violations = new ArrayList<>(ChannelRules.violations(request, config.mayNotifyLoopback()));
        for (String service : request.services() == null ? List.<String>of() : request.services()) {
            if (services.find(service).isEmpty()) {
                violations.add(new Violation("services", "has " + service + ", which is no service"));
            }
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return request;
    }

    /** The text of a test message. */
    Message test(String by) {
        Notice notice = new Notice(
                Kind.TEST,
                Notice.Phase.HAPPENED,
                null,
                null,
                "This channel works",
                by + " tried it. Nothing else happened.",
                "/notifications/",
                clock.instant());
        UUID id = Uuid7.at(clock.instant());
        return new Message(id, id, null, List.of(notice), config.ledgerUrl());
    }
}
