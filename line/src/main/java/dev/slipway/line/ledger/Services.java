package dev.slipway.line.ledger;

import dev.slipway.line.http.Json;
import java.util.List;

/** The services that the ledger knows. */
public final class Services {
    /** The service that the ledger itself is: also its name on httpd, and the owner of its database. */
    public static final String LEDGER = "slipway";

    private final Ledger ledger;

    /** For a ledger. */
    public Services(Ledger ledger) {
        this.ledger = ledger;
    }

    /** All of them, by name. */
    public List<Json> list() {
        return ledger.all(ApiPath.of("services").with("limit", 100), "the list of services");
    }

    /** Whether there is one of that name. */
    public boolean has(String name) {
        return ledger.find(ApiPath.of("services/" + name), "the look for the service " + name)
                .isPresent();
    }

    /** Registers a service; an existing one keeps its title. */
    public void register(String name, String title) {
        if (has(name)) {
            return;
        }
        try {
            ledger.post(
                    ApiPath.of("services"),
                    Json.object().with("name", name).with("title", title),
                    "the service " + name);
        } catch (LedgerRefusedException e) {
            if (!e.is("service-exists")) {
                throw e;
            }
        }
    }
}
