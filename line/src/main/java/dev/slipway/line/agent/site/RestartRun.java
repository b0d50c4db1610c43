package dev.slipway.line.agent.site;

import dev.slipway.line.agent.journal.RestartFile;
import dev.slipway.line.agent.journal.StepReport;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.http.CallException;
import dev.slipway.line.ledger.group.WorkState;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.Balancers;
import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.Probe;
import dev.slipway.line.roll.plan.Content;
import dev.slipway.line.roll.plan.Member;
import dev.slipway.line.roll.plan.RestartPlan;
import dev.slipway.line.worker.Management;
import dev.slipway.line.worker.RootCause;
import dev.slipway.line.worker.Vitals;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A rolling restart of a group's workers. It may be killed at any time: the next run on the same file inspects the
 * workers and resumes. If a worker does not come back, the others are left alone.
 */
public final class RestartRun {
    private static final Duration FINISH = Duration.ofSeconds(10);
    /** As long as the start: the {@code --probe-wait} of the deployment is unknown here. */
    private static final Duration READY = Duration.ofMinutes(3);

    private final Site site;
    private final Map<String, GroupStatus.Worker> workers = new TreeMap<>();
    private final RestartFile file;
    private final AgentApi api;
    private final Consumer<StepReport> reports;
    private final Traffic traffic;
    private final Pace pace;
    private RestartFile.Saved saved;

    /**
     * Of these workers.
     *
     * @param answer the provisioner's answer
     * @param saved the content of the file
     */
    RestartRun(
            Site site,
            GroupStatus answer,
            RestartFile file,
            RestartFile.Saved saved,
            AgentApi api,
            Consumer<StepReport> reports) {
        this.site = site;
        this.file = file;
        this.saved = saved;
        this.api = api;
        this.reports = reports;
        this.pace = site.pace();
        traffic = new Traffic(site, (worker, text) -> report(Kind.WARNING, worker, text));
        answer.workers().forEach(worker -> workers.put(worker.name(), worker));
    }

    /** Runs to the end; the result is in the file. */
    RestartFile.Saved run() throws IOException {
        String worker = null;
        try {
            if (saved.before().isEmpty()) {
                begin();
            }
            for (RestartPlan.Part part : plan().parts()) {
                worker = part.worker();
                report(Kind.STARTED, worker, part.kind().doing());
                carryOut(part);
                report(Kind.DONE, worker, part.kind().done());
            }
            end(WorkState.DONE, null);
        } catch (WorkerException | BalancerException e) {
            fail(worker, e.text());
        } catch (IOException | RuntimeException e) {
            fail(worker, e.toString());
        }
        return saved;
    }

    /** Abandons a restart: re-enables drained workers, which get requests if healthy. */
    void giveUp() throws BalancerException {
        BalancerException failure = null;
        for (Member member : site.balancer().members(balancers())) {
            if (member.isOut()) {
                try {
                    site.balancer().enable(Balancers.only(member.balancer()), member.worker());
                } catch (BalancerException e) {
                    failure = e;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Records the present processes: only these are stopped. If none has to be, only their health is checked. */
    private void begin() throws IOException, BalancerException {
        Map<String, Long> before = new HashMap<>();
        boolean isWell = false;
        boolean isAnyDue = !saved.task().isForDefinition();
        Probe probe = probe(Duration.ZERO).orElse(null);
        for (String worker : workers.keySet()) {
            Optional<Vitals> vitals = site.vitals(worker);
            before.put(
                    worker,
                    vitals.map(found -> found.startedAt().toEpochMilli()).orElse(0L));
            isAnyDue |= found(worker, vitals, Set.of()).isDue(saved.task().isForDefinition());
            isWell |= probe != null && probe.isGood(site.probe().applyAsInt(worker, probe));
        }
        boolean isHealthRequired = isWell || !isAnyDue;
        save(new RestartFile.Saved(
                saved.task(), before, isHealthRequired, saved.steps(), saved.state(), saved.detail()));
    }

    private RestartPlan plan() throws WorkerException, BalancerException {
        List<Member> members = site.balancer().members(balancers());
        List<RestartPlan.Found> found = new ArrayList<>();
        for (String worker : workers.keySet()) {
            Optional<Vitals> vitals = site.vitals(worker);
            // If a start hangs, WildFly never reports what runs; such a server must still be restarted.
            Set<String> archives = vitals.isPresent()
                    ? Content.hashesOfRunning(site.worker(worker).contentsNow()).keySet()
                    : Set.of();
            found.add(found(worker, vitals, archives));
        }
        return RestartPlan.of(
                new RestartPlan.Facts(found, members, saved.task().isForDefinition(), saved.isHealthRequired()));
    }

    private RestartPlan.Found found(String worker, Optional<Vitals> vitals, Set<String> archives) {
        GroupStatus.Worker desired = workers.get(worker);
        return new RestartPlan.Found(
                worker,
                vitals.map(process ->
                                new RestartPlan.Running(process.startedAt().toEpochMilli(), process.start(), archives))
                        .orElse(null),
                desired == null ? null : desired.start(),
                saved.before().get(worker));
    }

    private void carryOut(RestartPlan.Part part) throws IOException, WorkerException, BalancerException {
        String worker = part.worker();
        switch (part.kind()) {
            case DRAIN -> traffic.drain(balancers(), worker, service(), saved.isHealthRequired());
            case SHUT_DOWN -> site.worker(worker).process().shutdown(FINISH);
            case AWAIT_START -> awaitStart(worker);
            case COPY -> copy(worker);
            case PROBE -> probe(worker);
            case ENABLE -> enable(worker);
        }
    }

    /** If the service was unhealthy before, its health is not required: all workers should be restarted anyway. */
    private void enable(String worker) throws WorkerException, BalancerException {
        if (saved.isHealthRequired()) {
            traffic.enable(balancers(), worker, service());
        } else {
            site.balancer().enable(balancers(), worker);
        }
    }

    private void awaitStart(String worker) throws WorkerException {
        long before = saved.before().getOrDefault(worker, 0L);
        site.requireStart(
                worker,
                service() + saved.task().where(),
                vitals -> vitals.startedAt().toEpochMilli() != before);
    }

    private void probe(String worker) throws WorkerException, BalancerException {
        Optional<Probe> probe = probe(READY);
        if (probe.isPresent()) {
            traffic.awaitStarted(worker, probe.get(), service());
        }
    }

    private Optional<Probe> probe(Duration patience) throws BalancerException {
        return site.healthCheck(service(), null, patience);
    }

    /** Copies what runs on another worker of the group. */
    private void copy(String worker) throws IOException, WorkerException {
        Management to = site.worker(worker);
        Map<String, ContentHash> here = running(to);
        Path copy = file.file().resolveSibling("restart-archive");
        try {
            for (String other : workers.keySet()) {
                if (other.equals(worker) || site.vitals(other).isEmpty()) {
                    continue;
                }
                Management from = site.worker(other);
                for (Map.Entry<String, ContentHash> archive : running(from).entrySet()) {
                    if (here.putIfAbsent(archive.getKey(), archive.getValue()) == null) {
                        from.read(archive.getKey(), copy);
                        to.stage(copy, archive.getValue());
                        to.replace(
                                archive.getKey(), archive.getValue(), ArchiveFile.runtimeName(copy, archive.getKey()));
                    }
                }
            }
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static Map<String, ContentHash> running(Management worker) throws WorkerException {
        return Content.hashesOfRunning(worker.contents());
    }

    private Balancers balancers() {
        return Balancers.of(label());
    }

    private String label() {
        return Objects.requireNonNullElse(site.label(), service());
    }

    private String service() {
        return saved.task().service();
    }

    /** Re-enables it in the balancer: httpd's health check keeps an unhealthy one out anyway. */
    private void fail(@Nullable String worker, String text) throws IOException {
        String cause = RootCause.of(text);
        report(Kind.FAILED, worker, cause);
        if (worker != null) {
            try {
                site.balancer().enable(balancers(), worker);
            } catch (BalancerException e) {
                report(Kind.WARNING, worker, RootCause.of(e.text()));
            }
        }
        end(WorkState.FAILED, worker == null || cause.contains(worker) ? cause : worker + ": " + cause);
    }

    private void end(WorkState how, @Nullable String why) throws IOException {
        save(saved.ended(how, why));
    }

    private void report(Kind kind, @Nullable String worker, String text) throws IOException {
        save(saved.reported(pace.now(), kind, worker, text));
        reports.accept(saved.steps().get(saved.steps().size() - 1));
        try {
            api.report(saved.task().id(), saved);
        } catch (CallException e) {
            // The ledger gets all steps at the end.
        }
    }

    private void save(RestartFile.Saved next) throws IOException {
        saved = next;
        file.write(next);
    }
}
