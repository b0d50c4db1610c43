package dev.slipway.line.ledger;

import dev.slipway.line.http.Json;
import java.util.Optional;

/** The workers of one server group: restarts, thread dumps and logs. */
public final class GroupWorkers {
    private final Ledger ledger;
    private final String path;
    private final String named;

    /** Of a service in an environment. */
    public GroupWorkers(Ledger ledger, String service, String environment) {
        this.ledger = ledger;
        path = "server-groups/" + service + "/" + environment;
        named = "the workers of " + service + " in " + environment;
    }

    /** Asks for them to be restarted. */
    public Restart restart(Optional<String> reason) {
        return Restart.of(
                ledger.post(ApiPath.of(path + "/restarts"), Json.object().with("reason", reason.orElse(null)), named));
    }

    /** One restart. */
    public Restart restart(String id) {
        return Restart.of(ledger.get(ApiPath.of(path + "/restarts/" + id), "the restart " + id));
    }

    /** Asks what the threads of one do; the identity of the answer. */
    public String askThreads(String worker) {
        return ledger.post(ApiPath.of(path + "/workers/" + worker + "/thread-dumps"), Json.object(), named)
                .text("id");
    }

    /** That answer: with {@code text} or {@code failure} when it is there. */
    public Json threads(String worker, String id) {
        return ledger.get(ApiPath.of(path + "/workers/" + worker + "/thread-dumps/" + id), "the thread dump " + id);
    }

    /** The last lines of the log of one. */
    public Json log(String worker, int lines) {
        return ledger.get(
                ApiPath.of(path + "/workers/" + worker + "/log").with("lines", lines), "the log of " + worker);
    }

    /** What came since then. */
    public Json logAfter(String worker, String after) {
        return ledger.get(
                ApiPath.of(path + "/workers/" + worker + "/log").with("after", after), "the log of " + worker);
    }
}
