package dev.slipway.ledger.notification.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The transport of a channel. */
@Schema(name = "NotificationChannelType")
public enum Type {
    /** Mail, as text and HTML, by the line's mail server. */
    MAIL,
    /** CloudEvents in JSON by HTTPS, signed. */
    WEBHOOK,
    /** An incoming webhook of Slack's. */
    SLACK,
    /** A workflow of Microsoft Teams that posts a card when a webhook is received. */
    TEAMS,
    /** An incoming webhook of Mattermost's. */
    MATTERMOST;

    /** Whether people read its messages; they prefer one message to many. */
    public boolean isRead() {
        return this != WEBHOOK;
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<Type> {

        Column() {
            super(Type.class);
        }
    }
}
