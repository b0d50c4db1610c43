package dev.slipway.line.ledger;

import dev.slipway.line.http.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Promotions of one service: a release that goes from one environment into the next. */
public final class Promotions {
    private final Ledger ledger;
    private final String service;
    private final String path;

    /** Of a service. */
    public Promotions(Ledger ledger, String service) {
        this.ledger = ledger;
        this.service = service;
        path = "services/" + service + "/promotions";
    }

    /**
     * What one would change.
     *
     * @param to where to; null for the first environment that something can go into
     * @param version which release; null for what is live where it comes from
     */
    public Json preview(@Nullable String to, @Nullable String version) {
        return ledger.get(
                ApiPath.of(path + "/preview").with("to", to).with("version", version),
                "what a promotion of " + service + " would change");
    }

    /**
     * Asks for one.
     *
     * @param to where to; null for the first environment that something can go into
     * @param version which release; null for what is live where it comes from
     * @param comment what approvers should know; null for nothing
     * @return nothing where another request for the same is open
     */
    public Optional<DeploymentRequest> ask(@Nullable String to, @Nullable String version, @Nullable String comment) {
        try {
            return Optional.of(DeploymentRequest.of(ledger.post(
                    ApiPath.of(path),
                    Json.object().with("to", to).with("version", version).with("comment", comment),
                    "to promote " + service)));
        } catch (LedgerException e) {
            if (e.is("request-exists")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
