package dev.slipway.line.ledger;

import java.util.List;
import java.util.Optional;

/** The server groups of services that have workers of their own. */
public final class ServerGroups {
    private final Ledger ledger;

    /** Of a ledger. */
    public ServerGroups(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Those of a service, or of all; none where the ledger is too old to know of any. */
    public List<ServerGroup> list(Optional<String> service) {
        try {
            return ledger
                    .all(
                            ApiPath.of("server-groups")
                                    .with("service", service.orElse(null))
                                    .with("limit", 100),
                            "the look at the workers of services")
                    .stream()
                    .map(ServerGroup::of)
                    .toList();
        } catch (LedgerException e) {
            if (e.status() == 404) {
                return List.of();
            }
            throw e;
        }
    }
}
