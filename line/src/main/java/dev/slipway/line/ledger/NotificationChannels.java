package dev.slipway.line.ledger;

import dev.slipway.line.http.Json;
import java.util.List;
import java.util.Optional;

/** The channels that people are told by what happens. They take the role admin. */
public final class NotificationChannels {
    private static final ApiPath PATH = ApiPath.of("notification-channels");

    private final Ledger ledger;

    /** Of a ledger. */
    public NotificationChannels(Ledger ledger) {
        this.ledger = ledger;
    }

    /** All of them, by name. */
    public List<Json> list() {
        return ledger.all(PATH, "the list of channels, which takes the role admin");
    }

    /** The id of the one with this name. */
    public Optional<String> find(String name) {
        return list().stream()
                .filter(channel -> channel.text("name").equals(name))
                .map(channel -> channel.text("id"))
                .findFirst();
    }

    /** Adds one; its answer has the signing key of a webhook. */
    public Json add(Json channel) {
        return ledger.post(PATH, channel, "to add a channel, which takes the role admin");
    }

    /** Removes one. */
    public void remove(String id) {
        ledger.expect(
                ledger.send("DELETE", ApiPath.of("notification-channels/" + id), null, null, null),
                "to remove a channel, which takes the role admin");
    }

    /** Tries one; its answer says whether the receiver accepted the message. */
    public Json test(String id) {
        return ledger.post(
                ApiPath.of("notification-channels/" + id + "/test"),
                Json.object(),
                "to try a channel, which takes the role admin");
    }
}
