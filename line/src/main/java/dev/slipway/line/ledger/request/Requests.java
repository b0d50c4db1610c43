package dev.slipway.line.ledger.request;

import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerRefusedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Deployment requests. */
public final class Requests {
    private static final String PATH = "deployment-requests";

    private final Ledger ledger;

    /** For a ledger. */
    public Requests(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Requests a deployment; empty if another request for the same is open. */
    public Optional<DeploymentRequest> create(Json request) {
        String subject = "to put " + request.text("service") + " " + request.text("version") + " into "
                + request.text("environment");
        try {
            return Optional.of(DeploymentRequest.of(ledger.post(ApiPath.of(PATH), request, subject)));
        } catch (LedgerRefusedException e) {
            if (e.is("request-exists")) {
                return Optional.empty();
            }
            // The ledger of the previous release has no such condition.
            if (e.isUnknown("fromVersion")) {
                return create(request.without("fromVersion"));
            }
            throw e;
        }
    }

    /** Withdraws a request. */
    public void withdraw(String id, String comment) {
        ledger.post(
                ApiPath.of(PATH + "/" + id + "/withdrawal"),
                Json.object().with("comment", comment),
                "to withdraw the request " + id);
    }

    public DeploymentRequest show(String id) {
        return DeploymentRequest.of(ledger.get(ApiPath.of(PATH + "/" + id), "the request " + id));
    }

    /**
     * The news of a request, after this many seconds at most.
     *
     * @param after the number of the last known step
     * @param state the last known state
     */
    public RequestSteps await(String id, long after, String state, long seconds) {
        Json json = ledger.get(
                ApiPath.of(PATH + "/" + id + "/steps")
                        .with("after", after)
                        .with("state", state)
                        .with("wait", seconds),
                "the steps of the request " + id);
        return new RequestSteps(
                json.text("state"),
                json.items("items").stream().map(RequestStep::of).toList());
    }

    /** All open or running requests for a service, in one environment or in all. */
    public List<DeploymentRequest> open(String service, Optional<String> environment) {
        return Stream.of("running", "allowed", "waiting")
                .flatMap(state -> list(service, environment, state).stream())
                .toList();
    }

    /** The requests of a sync in an environment, in order, as far as they are among the last ones there. */
    public List<DeploymentRequest> ofSync(String sync, String environment) {
        List<DeploymentRequest> parts = new ArrayList<>(ledger
                .get(
                        ApiPath.of(PATH).with("environment", environment).with("limit", 100),
                        "the requests of the sync " + sync)
                .items("items")
                .stream()
                .filter(request -> request.find("syncId").equals(Optional.of(sync)))
                .map(DeploymentRequest::of)
                .toList());
        Collections.reverse(parts);
        return parts;
    }

    private List<DeploymentRequest> list(String service, Optional<String> environment, String state) {
        return ledger
                .get(
                        ApiPath.of(PATH)
                                .with("state", state)
                                .with("service", service)
                                .with("environment", environment.orElse(null))
                                .with("limit", 100),
                        "the open requests of " + service)
                .items("items")
                .stream()
                .map(DeploymentRequest::of)
                .toList();
    }
}
