package dev.slipway.line.agent.monitor;

import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.log.LogOnce;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.balancer.State;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.worker.Management;
import dev.slipway.line.worker.Vitals;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Polls the services' workers a few times a minute and reports to the ledger. Uses its own connections, since the agent's other work
 * may take long.
 */
public final class WorkerMonitor {
    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final Duration BRIEF = Duration.ofSeconds(5);

    /** A little longer than a worker's management may take to answer. */
    private static final Duration POLL = Duration.ofSeconds(11);

    private final GroupFiles files;
    private final Sites sites;
    private final AgentApi api;
    private final Pace pace;
    private final LogOnce logOnce;
    private final BooleanSupplier isStopping;
    private final Predicate<String> isAtWork;
    private final WorkerPolls polls;
    /** The processes last seen with manually changed files, by group. */
    private final Map<String, Set<String>> altered = new HashMap<>();

    /** The problems of this poll. */
    private final Set<String> problems = new LinkedHashSet<>();

    private final Refresh refresh = new Refresh(this::pollOnce, BRIEF);

    /**
     * Of these groups.
     *
     * @param isAtWork whether a task is unfinished in an environment, which may have drained workers there
     */
    public WorkerMonitor(
            GroupFiles files,
            Sites sites,
            AgentApi api,
            Pace pace,
            Consumer<String> log,
            BooleanSupplier isStopping,
            Predicate<String> isAtWork) {
        this(files, sites, api, pace, log, isStopping, isAtWork, POLL);
    }

    /**
     * The same.
     *
     * @param patience how long a report waits for workers; those of a group that hang longer are in a later one
     */
    WorkerMonitor(
            GroupFiles files,
            Sites sites,
            AgentApi api,
            Pace pace,
            Consumer<String> log,
            BooleanSupplier isStopping,
            Predicate<String> isAtWork,
            Duration patience) {
        this.files = files;
        this.sites = sites;
        this.api = api;
        this.pace = pace;
        logOnce = new LogOnce(text -> log.accept("The workers of services cannot be checked: " + text));
        this.isStopping = isStopping;
        this.isAtWork = isAtWork;
        polls = new WorkerPolls(patience);
    }

    /** A group whose workers are polled: their management, by name. */
    private record Asked(DesiredGroup group, GroupStatus answer, Site site, Map<String, Management> workers) {
        static Asked of(DesiredGroup group, GroupStatus answer, Site site) {
            Map<String, Management> workers = new HashMap<>(site.workers());
            workers.keySet()
                    .retainAll(answer.workers().stream()
                            .map(GroupStatus.Worker::name)
                            .toList());
            return new Asked(group, answer, site, workers);
        }
    }

    /** What a poll finds at a group's workers: the vital figures of those that answer, by name. */
    private record Polled(Asked asked, Map<String, Vitals> found) {
        DesiredGroup group() {
            return asked.group();
        }
    }

    /** Runs in a daemon thread. */
    public void start() {
        Thread thread = new Thread(this::run, "watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!isStopping.getAsBoolean()) {
            pollOnce();
            pace.sleep(PAUSE);
        }
    }

    /** Polls once now; returns after some seconds in any case, for a poll may take long where a worker hangs. */
    public void pollNow() {
        refresh.run();
    }

    private synchronized void pollOnce() {
        problems.clear();
        try {
            poll();
        } catch (CallException e) {
            // An unreachable ledger is logged elsewhere.
            if (e instanceof LedgerRefusedException) {
                problems.add(e.what());
            }
        } catch (IOException | RuntimeException | Error e) {
            problems.add(e.toString());
        }
        logOnce.say(problems);
    }

    /** Polls all workers, and reports the groups of which each has answered or will not. */
    private void poll() throws IOException {
        sites.closeGone(where -> true);
        List<Asked> asked = asked();
        Map<Management, DesiredGroup> workers = new HashMap<>();
        asked.forEach(one -> one.workers().values().forEach(worker -> workers.put(worker, one.group())));
        Map<Management, CompletableFuture<Optional<Vitals>>> ended = polls.poll(workers);
        List<Polled> polled = new ArrayList<>();
        for (Asked one : asked) {
            if (ended.keySet().containsAll(one.workers().values())) {
                try {
                    polled.add(new Polled(one, found(one, ended)));
                } catch (CompletionException e) {
                    complain(one.group(), Objects.requireNonNullElse(e.getCause(), e));
                }
            }
        }
        // Before and after httpd is asked: a task may end or begin meanwhile.
        Set<String> atWork = atWork(polled);
        Optional<State> balancers = polled.isEmpty() ? Optional.empty() : balancers();
        atWork.addAll(atWork(polled));
        report(polled, balancers, atWork);
    }

    private Set<String> atWork(List<Polled> polled) {
        Set<String> environments = new HashSet<>();
        polled.forEach(one -> environments.add(one.group().environment()));
        environments.removeIf(isAtWork.negate());
        return environments;
    }

    private List<Asked> asked() throws IOException {
        List<Asked> asked = new ArrayList<>();
        for (DesiredGroup group : files.requested()) {
            Optional<GroupStatus> answer = group.isRemoved() ? Optional.empty() : files.answer(group.group());
            Optional<Site> site = answer.isEmpty() ? Optional.empty() : sites.of(group);
            if (site.isPresent()) {
                asked.add(Asked.of(group, answer.get(), site.get()));
            }
        }
        return asked;
    }

    private static Map<String, Vitals> found(Asked asked, Map<Management, CompletableFuture<Optional<Vitals>>> ended) {
        Map<String, Vitals> found = new HashMap<>();
        asked.workers()
                .forEach((name, worker) -> Optional.ofNullable(ended.get(worker))
                        .flatMap(CompletableFuture::join)
                        .ifPresent(vitals -> found.put(name, vitals)));
        return found;
    }

    /** Those of all groups, after their workers were polled; empty if httpd does not answer. */
    private Optional<State> balancers() {
        try {
            return Optional.of(sites.own().balancer().state());
        } catch (BalancerException e) {
            return Optional.empty();
        }
    }

    private void report(List<Polled> polled, Optional<State> balancers, Set<String> atWork) throws IOException {
        List<Json> groups = new ArrayList<>();
        for (Polled one : polled) {
            try {
                groups.add(group(one, balancers, atWork));
            } catch (RuntimeException | Error e) {
                complain(one.group(), e);
            }
        }
        // Even if there is none: with each report, the ledger forgets workers that are gone.
        report(groups);
    }

    /**
     * Reports groups one by one if the ledger rejects the batch, so that one invalid report does not block the others.
     */
    private void report(List<Json> groups) {
        try {
            api.figures(groups);
        } catch (LedgerRefusedException e) {
            if (groups.isEmpty()) {
                throw e;
            }
            if (groups.size() > 1) {
                groups.forEach(group -> report(List.of(group)));
            } else {
                Json group = groups.get(0);
                problems.add(group.text("service") + " in " + group.text("environment") + ": " + e.what());
            }
        }
    }

    private Json group(Polled polled, Optional<State> balancers, Set<String> atWork) throws IOException {
        boolean isAtWorkHere = atWork.contains(polled.group().environment());
        Set<String> unwell = balancers
                .map(state -> polled.asked().site().unwell(state, polled.found().keySet(), isAtWorkHere))
                .orElse(Set.of());
        GroupFigures figures = GroupFigures.of(polled.group(), polled.asked().answer(), polled.found(), unwell);
        String group = polled.group().group();
        Set<String> before = altered.getOrDefault(group, Set.of());
        altered.put(group, figures.altered());
        if (!before.containsAll(figures.altered())) {
            // The next start of a worker uses the desired configuration.
            files.requestAgain(group);
        }
        return figures.json();
    }

    /** Of one group: whatever its workers have sent, the others are looked at. */
    private void complain(DesiredGroup group, Throwable e) {
        problems.add(group.group() + ": " + e);
    }
}
