package dev.slipway.line.ledger.environment;

import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Call;
import dev.slipway.line.ledger.Ledger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The freezes in an environment's policy; each change returns the new policy. */
public final class Freezes {
    private final Ledger ledger;
    private final String environment;
    private final String path;

    /** For an environment. */
    public Freezes(Ledger ledger, String environment) {
        this.ledger = ledger;
        this.environment = environment;
        path = "environments/" + environment + "/freezes";
    }

    /**
     * Adds a freeze that does not recur.
     *
     * @param zone an IANA time zone
     * @param from when it begins, in local time: {@code 2026-12-24T00:00}
     * @param until when it ends, in the same format
     */
    public Json add(String name, String zone, String from, String until) {
        return ledger.post(
                ApiPath.of(path),
                Json.object()
                        .with("name", name)
                        .with("zone", zone)
                        .with("from", from)
                        .with("until", until),
                "to freeze " + environment);
    }

    /** Removes the freezes of a name. */
    public Json remove(String name) {
        String segment = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        String subject = "to unfreeze " + environment;
        return ledger.expect(ledger.send(Call.of("DELETE", ApiPath.of(path + "/" + segment))), subject)
                .json();
    }
}
