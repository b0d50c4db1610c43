package dev.slipway.ledger.notification.post.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.notification.Notice;
import dev.slipway.ledger.platform.json.Json;

/** A notice as a CloudEvent 1.0 in JSON (https://cloudevents.io), structured mode. */
public final class CloudEvent {
    public static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";

    private static final String TYPE = "dev.slipway.";

    private CloudEvent() {}

    /** Contains only the first notice: webhooks have no digests. */
    public static String of(Message message) {
        Notice notice = message.first();
        ObjectNode event = Json.mapper().createObjectNode();
        event.put("specversion", "1.0");
        event.put("id", message.eventId().toString());
        event.put("source", message.ledger().toString());
        event.put("type", TYPE + notice.eventKind());
        if (notice.service() != null) {
            event.put("subject", notice.service());
        }
        event.put("time", notice.at().toString());
        event.put("datacontenttype", "application/json");
        ObjectNode data = event.putObject("data");
        data.put("kind", notice.kind().toString());
        data.put("phase", notice.phase().toString());
        if (message.alertId() != null) {
            data.put("alertId", message.alertId().toString());
        }
        data.put("isUrgent", notice.kind().isUrgent());
        if (notice.service() != null) {
            data.put("service", notice.service());
        }
        if (notice.environment() != null) {
            data.put("environment", notice.environment());
        }
        data.put("title", notice.title());
        data.put("detail", notice.detail());
        data.put("url", message.link(notice));
        return event.toString();
    }
}
