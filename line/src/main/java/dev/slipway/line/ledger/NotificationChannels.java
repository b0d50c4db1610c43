package dev.slipway.line.ledger;

import dev.slipway.line.http.Json;
import java.util.List;
import java.util.Optional;

/** The notification channels, which require the role admin. */
public final class NotificationChannels {
    private static final ApiPath PATH = ApiPath.of("notification-channels");

    private final Ledger ledger;

    /** For a ledger. */
    public NotificationChannels(Ledger ledger) {
        this.ledger = ledger;
    }

    /** All of them, by name. */
    public List<Json> list() {
        return ledger.all(PATH, "the list of channels, which takes the role admin");
    }

    /** The id of the channel with this name. */
    public Optional<String> find(String name) {
        return list().stream()
                .filter(channel -> channel.text("name").equals(name))
                .map(channel -> channel.text("id"))
                .findFirst();
    }

    /** Adds a channel; for a webhook, the answer has its signing key. */
    public Json add(Json channel) {
        return ledger.post(PATH, channel, "to add a channel, which takes the role admin");
    }

    /** Removes a channel. */
    public void remove(String id) {
        ledger.expect(
                ledger.send(Call.of("DELETE", ApiPath.of("notification-channels/" + id))),
                "to remove a channel, which takes the role admin");
    }

    /** Tests a channel; the answer says whether the receiver accepted the message. */
    public Json test(String id) {
        return ledger.post(
                ApiPath.of("notification-channels/" + id + "/test"),
                Json.object(),
                "to try a channel, which takes the role admin");
    }
}
