package dev.slipway.ledger.notification.post;

import dev.slipway.ledger.notification.Kind;
import dev.slipway.ledger.notification.Notice;
import dev.slipway.ledger.notification.post.text.Message;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A message to be sent: a deployment has failed. */
final class FailureMessage {
    static final Instant AT = Instant.parse("2026-11-27T12:00:00Z");

    static final Message MESSAGE = new Message(
            UUID.fromString("019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5a"),
            UUID.fromString("019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5b"),
            null,
            List.of(new Notice(
                    Kind.DEPLOYMENT_FAILED,
                    Notice.Phase.HAPPENED,
                    "shop",
                    "production",
                    "shop 1.4 failed",
                    "",
                    "/deployments/?id=1",
                    AT)),
            URI.create("https://mywebapp.example.org"));

    private FailureMessage() {}
}
