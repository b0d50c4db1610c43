package dev.slipway.ledger.notification.post;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.notification.channel.NotificationChannel;
import dev.slipway.ledger.notification.post.text.ChatText;
import dev.slipway.ledger.notification.post.text.CloudEvent;
import dev.slipway.ledger.notification.post.text.Message;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends messages through channels of all types. */
@ApplicationScoped
public class Post {

    @Inject
    LedgerConfig config;

    @Inject
    Clock clock;

    @SuppressWarnings("NullAway.Init") // made when it is first needed
    private HttpPost http;

    @PostConstruct
    void open() {
        http = new HttpPost(config.mayNotifyLoopback(), clock);
    }

    @PreDestroy
    void close() {
        http.close();
    }

    /**
     * Sends it, once.
     *
     * @param remaining the recipients of a mail that it did not reach yet, as its target; null for all
     * @return how far it got
     * @throws DeliveryException if it is not accepted
     */
    public Delivery send(NotificationChannel channel, Message message, @Nullable String remaining)
            throws DeliveryException {
        return send(channel, message, remaining, Mailer.PATIENCE);
    }

    /**
     * Sends it like {@link #send}, but for a client that waits: without waiting minutes for a mail server.
     *
     * @return how far it got
     * @throws DeliveryException if it is not accepted in time
     */
    public Delivery test(NotificationChannel channel, Message message) throws DeliveryException {
        return send(channel, message, null, Mailer.SHORT_PATIENCE);
    }

    private Delivery send(NotificationChannel channel, Message message, @Nullable String remaining, Duration patience)
            throws DeliveryException {
        String target = channel.target().orElseThrow(() -> new DeliveryException("The channel was removed."));
        return switch (channel.type()) {
            case MAIL -> {
                Recipients to =
                        new Recipients(Target.addresses(remaining == null ? target : remaining), remaining != null);
                yield mailer().send(message, to, channel.zone(), clock.instant(), patience);
            }
            case WEBHOOK -> webhook(target, channel.signingKey().orElseThrow(), message);
            case SLACK -> chat(target, ChatText.slack(message, channel.zone()));
            case TEAMS -> chat(target, ChatText.teams(message, channel.zone()));
            case MATTERMOST -> chat(target, ChatText.mattermost(message, channel.zone()));
        };
    }

    private Delivery webhook(String target, String key, Message message) throws DeliveryException {
        Instant now = clock.instant();
        String body = CloudEvent.of(message);
        String id = message.id().toString();
        Map<String, String> headers = Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                String.valueOf(now.getEpochSecond()),
                "webhook-signature",
                Signature.of(key, id, now.getEpochSecond(), body));
        http.send(URI.create(target), CloudEvent.MEDIA_TYPE, headers, body);
        return Delivery.WHOLE;
    }

    private Delivery chat(String target, String body) throws DeliveryException {
        http.send(URI.create(target), ChatText.MEDIA_TYPE, Map.of(), body);
        return Delivery.WHOLE;
    }

    /** Sent from the line's SMTP user, if that is an address: most servers accept no other sender. */
    private Mailer mailer() {
        String host = config.ledgerUrl().getHost();
        String from = config.smtpUser()
                .filter(user -> user.contains("@"))
                .orElse("slipway@" + host.substring(host.indexOf('.') + 1));
        return new Mailer(
                config.smtpHost(),
                config.smtpPort(),
                config.smtpEncryption(),
                config.smtpUser().orElse(null),
                config.smtpPassword().orElse(null),
                from,
                host);
    }
}
