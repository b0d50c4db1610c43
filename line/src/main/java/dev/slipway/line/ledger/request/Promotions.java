package dev.slipway.line.ledger.request;

import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerRefusedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Promotions of a service: deployments of a release from one environment into the next. */
public final class Promotions {
    private final Ledger ledger;
    private final String service;
    private final String path;

    /** For a service. */
    public Promotions(Ledger ledger, String service) {
        this.ledger = ledger;
        this.service = service;
        path = "services/" + service + "/promotions";
    }

    /**
     * A preview of what a promotion would change.
     *
     * @param to the target environment; null for the first that something can be promoted to
     * @param version the release; null for the one that is live in the source environment
     */
    public Json preview(@Nullable String to, @Nullable String version) {
        return ledger.get(
                ApiPath.of(path + "/preview").with("to", to).with("version", version),
                "what a promotion of " + service + " would change");
    }

    /**
     * Requests a promotion.
     *
     * @param to the target environment; null for the first that something can be promoted to
     * @param version the release; null for the one that is live in the source environment
     * @param comment a comment for approvers; null for none
     * @return empty if another request for the same is open
     */
    public Optional<DeploymentRequest> create(@Nullable String to, @Nullable String version, @Nullable String comment) {
        try {
            return Optional.of(DeploymentRequest.of(ledger.post(
                    ApiPath.of(path),
                    Json.object().with("to", to).with("version", version).with("comment", comment),
                    "to promote " + service)));
        } catch (LedgerRefusedException e) {
            if (e.is("request-exists")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
