package dev.slipway.line.ledger;

import dev.slipway.line.http.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The freezes of an environment's policy; each change answers the policy that is in force then. */
public final class Freezes {
    private final Ledger ledger;
    private final String environment;
    private final String path;

    /** Of an environment. */
    public Freezes(Ledger ledger, String environment) {
        this.ledger = ledger;
        this.environment = environment;
        path = "environments/" + environment + "/freezes";
    }

    /**
     * Adds one that comes once.
     *
     * @param zone by which clocks, as the IANA time zone database names them
     * @param from when it begins by these: {@code 2026-12-24T00:00}
     * @param until when it is over, in the same form
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

    /** Removes those of a name. */
    public Json remove(String name) {
        String segment = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        String asked = "to unfreeze " + environment;
        return ledger.expect(ledger.send("DELETE", ApiPath.of(path + "/" + segment), null, null, null), asked)
                .json();
    }
}
