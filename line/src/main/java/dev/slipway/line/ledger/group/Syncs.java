package dev.slipway.line.ledger.group;

import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerRefusedException;
import java.util.Optional;
import java.util.stream.Stream;

/** Requests to sync the workers of an environment. */
public final class Syncs {
    private final Ledger ledger;

    /** For a ledger. */
    public Syncs(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Requests a sync; empty if another is in progress. */
    public Optional<Sync> create(String environment, Optional<String> service, boolean isBack) {
        Json wish = Json.object()
                .with("environment", environment)
                .with("service", service.orElse(null))
                .with("isBack", isBack ? true : null);
        try {
            return Optional.of(
                    Sync.of(ledger.post(ApiPath.of("syncs"), wish, "to sync the workers of " + environment)));
        } catch (LedgerRefusedException e) {
            if (e.is("sync-exists")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    public Sync show(String id) {
        return Sync.of(ledger.get(ApiPath.of("syncs/" + id), "the answer to the sync " + id));
    }

    /** The sync that is in progress in an environment. */
    public Optional<Sync> open(String environment) {
        return Stream.of("running", "asked")
                .flatMap(state -> ledger
                        .get(
                                ApiPath.of("syncs")
                                        .with("environment", environment)
                                        .with("state", state)
                                        .with("limit", 1),
                                "the sync that is under way")
                        .items("items")
                        .stream())
                .findFirst()
                .map(Sync::of);
    }
}
