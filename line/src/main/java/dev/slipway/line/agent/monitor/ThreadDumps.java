package dev.slipway.line.agent.monitor;

import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.journal.LedgerText;
import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.log.LogOnce;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.worker.Management;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Fetches the thread dumps requested from the ledger. Uses its own thread and connections, since a worker that hangs
 * keeps it waiting for half a minute.
 */
public final class ThreadDumps {
    private static final int WAIT_SECONDS = 15;
    private static final Duration PAUSE = Duration.ofSeconds(WAIT_SECONDS);

    private final GroupFiles files;
    private final Sites sites;
    private final AgentApi api;
    private final Pace pace;
    private final LogOnce log;
    private final BooleanSupplier isStopping;

    public ThreadDumps(
            GroupFiles files, Sites sites, AgentApi api, Pace pace, Consumer<String> log, BooleanSupplier isStopping) {
        this.files = files;
        this.sites = sites;
        this.api = api;
        this.pace = pace;
        this.log = new LogOnce(log);
        this.isStopping = isStopping;
    }

    /** Runs in a daemon thread. */
    public void start() {
        Thread thread = new Thread(this::run, "dumps");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!isStopping.getAsBoolean()) {
            try {
                sites.closeGone(where -> true);
                List<String> environments = environments();
                if (environments.isEmpty()) {
                    pace.sleep(PAUSE);
                } else {
                    deliver(api.threadDumps(environments, WAIT_SECONDS));
                }
            } catch (CallException e) {
                // An unreachable ledger is logged elsewhere.
                if (e instanceof LedgerRefusedException) {
                    complain(e.what());
                }
                pace.sleep(PAUSE);
            } catch (IOException | RuntimeException | Error e) {
                complain(e.toString());
                pace.sleep(PAUSE);
            }
        }
    }

    /** The environments with server groups. */
    private List<String> environments() throws IOException {
        return files.requested().stream()
                .filter(group -> !group.isRemoved())
                .map(DesiredGroup::environment)
                .distinct()
                .toList();
    }

    /**
     * Takes the requested dumps. A dump that the ledger rejects is reported as failed, or else it would be requested
     * again before all others.
     */
    void deliver(List<Json> requests) throws IOException {
        for (Json request : requests) {
            String id = request.text("id");
            if (!isTaken(id, dump(request))) {
                isTaken(id, failure("the ledger rejected it"));
            }
        }
    }

    private boolean isTaken(String id, Json answer) {
        try {
            api.threadDump(id, answer);
            return true;
        } catch (LedgerRefusedException e) {
            complain(e.what());
            return false;
        }
    }

    private Json dump(Json request) throws IOException {
        String worker = request.text("worker");
        Optional<DesiredGroup> group = files.requested(request.text("service"), request.text("environment"));
        Optional<Site> site = group.isEmpty() ? Optional.empty() : sites.of(group.get());
        Management management = site.map(found -> found.workers().get(worker)).orElse(null);
        if (management == null) {
            return failure("There is no worker " + worker + ".");
        }
        try {
            return Json.object().with("text", management.process().threads());
        } catch (WorkerException e) {
            return failure(LedgerText.of(e.text()));
        }
    }

    private static Json failure(String text) {
        return Json.object().with("failure", text);
    }

    private void complain(String text) {
        log.say("A thread dump cannot be taken: " + text);
    }
}
