package dev.slipway.line.agent;

import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.group.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.worker.Vitals;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Polls the services' workers a few times a minute and reports to the ledger. Uses its own connections, since the agent's other work
 * may take long.
 */
final class WorkerMonitor {
    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final Duration BRIEF = Duration.ofSeconds(5);

    private final GroupFiles files;
    private final Sites sites;
    private final AgentApi api;
    private final Pace pace;
    private final Consumer<String> log;
    private final BooleanSupplier isStopping;
    /** The processes last seen with manually changed files, by group. */
    private final Map<String, Set<String>> altered = new HashMap<>();

    private final Set<String> complaints = ConcurrentHashMap.newKeySet();
    private final Refresh refresh = new Refresh(this::pollOnce, BRIEF);
    /** Whether it did not answer in this poll: it is waited for once. */
    private boolean isHttpdAway;

    WorkerMonitor(
            GroupFiles files, Sites sites, AgentApi api, Pace pace, Consumer<String> log, BooleanSupplier isStopping) {
        this.files = files;
        this.sites = sites;
        this.api = api;
        this.pace = pace;
        this.log = log;
        this.isStopping = isStopping;
    }

    /** Runs in a daemon thread. */
    void start() {
        Thread thread = new Thread(this::run, "watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!isStopping.getAsBoolean()) {
            try {
                pollOnce();
            } catch (RuntimeException | Error e) {
                complain(e.toString());
            }
            pace.sleep(PAUSE);
        }
    }

    /** Polls once now; returns after some seconds in any case, for a poll may take long where a worker hangs. */
    void pollNow() {
        refresh.run();
    }

    private void pollOnce() {
        try {
            poll();
        } catch (CallException e) {
            // An unreachable ledger is logged elsewhere.
            if (e instanceof LedgerRefusedException) {
                complain(e.what());
            }
        } catch (IOException e) {
            complain(e.toString());
        }
    }

    /** Polls all workers and reports. */
    private synchronized void poll() throws IOException {
        isHttpdAway = false;
        sites.closeGone(where -> true);
        List<Json> groups = new ArrayList<>();
        for (DesiredGroup group : files.requested()) {
            Optional<Answer> answer = group.isRemoved() ? Optional.empty() : files.answer(group.group());
            Optional<Site> site = answer.isEmpty() ? Optional.empty() : sites.of(group);
            if (site.isPresent()) {
                try {
                    groups.add(group(group, answer.get(), site.get()));
                } catch (RuntimeException | Error e) {
                    // Whatever one of them has sent, the others are looked at.
                    complain(group.group() + ": " + e);
                }
            }
        }
        if (!groups.isEmpty()) {
            report(groups);
        }
    }

    /**
     * Reports groups one by one if the ledger rejects the batch, so that one invalid report does not block the others.
     */
    private void report(List<Json> groups) {
        try {
            api.figures(groups);
        } catch (LedgerRefusedException e) {
            if (groups.size() > 1) {
                groups.forEach(group -> report(List.of(group)));
            } else {
                Json group = groups.get(0);
                complain(group.text("service") + " in " + group.text("environment") + ": " + e.what());
            }
        }
    }

    private Json group(DesiredGroup group, Answer answer, Site site) throws IOException {
        Map<String, Vitals> found = new HashMap<>();
        for (Answer.Worker worker : answer.workers()) {
            Optional.ofNullable(site.workers().get(worker.name()))
                    .flatMap(management -> management.process().vitals(group.dataSource()))
                    .ifPresent(vitals -> found.put(worker.name(), vitals));
        }
        GroupFigures figures = GroupFigures.of(group, answer, found, unwell(site, found.keySet()));
        Set<String> before = altered.getOrDefault(group.group(), Set.of());
        altered.put(group.group(), figures.altered());
        if (!before.containsAll(figures.altered())) {
            // The next start of a worker uses the desired configuration.
            files.requestAgain(group.group());
        }
        return figures.json();
    }

    /** Empty while httpd does not answer, until the next poll. */
    private Set<String> unwell(Site site, Set<String> answering) {
        if (isHttpdAway) {
            return Set.of();
        }
        try {
            return site.unwell(answering);
        } catch (BalancerException e) {
            isHttpdAway = true;
            return Set.of();
        }
    }

    /** Logs each problem once. */
    private void complain(String text) {
        if (complaints.add(text)) {
            log.accept("The workers of services cannot be checked: " + text);
        }
    }
}
