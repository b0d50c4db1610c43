package dev.slipway.line.ledger.group;

import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Ledger;
import java.util.Optional;

/** The workers of one server group: restarts, thread dumps and logs. */
public final class GroupWorkers {
    private final Ledger ledger;
    private final String path;
    private final String named;

    /** For a service in an environment. */
    public GroupWorkers(Ledger ledger, String service, String environment) {
        this.ledger = ledger;
        path = "server-groups/" + service + "/" + environment;
        named = "the workers of " + service + " in " + environment;
    }

    /** Requests a restart. */
    public Restart restart(Optional<String> reason) {
        return Restart.of(
                ledger.post(ApiPath.of(path + "/restarts"), Json.object().with("reason", reason.orElse(null)), named));
    }

    public Restart restart(String id) {
        return Restart.of(ledger.get(ApiPath.of(path + "/restarts/" + id), "the restart " + id));
    }

    /** Requests a thread dump of a worker; returns the id of the dump. */
    public String requestThreads(String worker) {
        return ledger.post(ApiPath.of(path + "/workers/" + worker + "/thread-dumps"), Json.object(), named)
                .text("id");
    }

    /** A thread dump: it has {@code text} or {@code failure} once it is complete. */
    public Json threads(String worker, String id) {
        return ledger.get(ApiPath.of(path + "/workers/" + worker + "/thread-dumps/" + id), "the thread dump " + id);
    }

    /** The last lines of a worker's log. */
    public Json log(String worker, int lines) {
        return ledger.get(
                ApiPath.of(path + "/workers/" + worker + "/log").with("lines", lines), "the log of " + worker);
    }

    /** The lines since then. */
    public Json logAfter(String worker, String after) {
        return ledger.get(
                ApiPath.of(path + "/workers/" + worker + "/log").with("after", after), "the log of " + worker);
    }
}
