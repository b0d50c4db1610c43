package dev.slipway.line.ledger.group;

import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Call;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.request.DeploymentRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The configuration of a service in an environment: variables and secrets. */
public final class Configurations {
    private final Ledger ledger;
    private final String path;
    private final String what;

    /** For a service in an environment. */
    public Configurations(Ledger ledger, String service, String environment) {
        this.ledger = ledger;
        path = "services/" + service + "/environments/" + environment + "/configuration";
        what = "the configuration of " + service + " in " + environment;
    }

    /** The public key for encrypting secrets, as a JWK. */
    public static Json key(Ledger ledger) {
        return ledger.get(ApiPath.of("configuration-key"), "the key that secrets are sealed for");
    }

    /**
     * A version of the configuration.
     *
     * @param version the version; null for the current one
     */
    public Json show(@Nullable Integer version) {
        return ledger.get(ApiPath.of(path).with("version", version), "the look at " + what);
    }

    /** All versions, newest first. */
    public List<Json> history() {
        return ledger.all(ApiPath.of(path + "/history").with("limit", 100), "the history of " + what);
    }

    /** Changes it, idempotently. The answer has the new version and the differences. */
    public Json change(Json change) {
        Call call = Call.of("PATCH", ApiPath.of(path))
                .json(change)
                .keyed(UUID.randomUUID().toString());
        return ledger.expect(ledger.send(call), "the change of " + what).json();
    }

    /** The deployment request that resulted from a change, if the service runs. */
    public static Optional<DeploymentRequest> request(Json changed) {
        return changed.has("request") ? Optional.of(DeploymentRequest.of(changed.object("request"))) : Optional.empty();
    }

    /** Whether a request was withdrawn because its change took no agent: nothing of the service ran, and the version is in force. */
    public static boolean isInForce(Ledger ledger, DeploymentRequest request) {
        return request.isConfigure()
                && request.state().equals("withdrawn")
                && new Configurations(ledger, request.service(), request.environment())
                        .show(null)
                        .find("version")
                        .equals(request.json().find("configurationVersion"));
    }
}
