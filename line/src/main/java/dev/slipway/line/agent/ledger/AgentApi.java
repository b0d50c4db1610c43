package dev.slipway.line.agent.ledger;

import dev.slipway.line.agent.journal.LedgerText;
import dev.slipway.line.agent.journal.RestartFile;
import dev.slipway.line.agent.journal.Result;
import dev.slipway.line.agent.journal.StepReport;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.agent.task.Task;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Call;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.ledger.group.WorkState;
import dev.slipway.line.ledger.release.Archives;
import dev.slipway.line.ledger.request.DeploymentRequest;
import dev.slipway.line.ledger.request.Requests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ledger's API for the agent. Each call may be repeated. */
public final class AgentApi {
    /** So many steps are sent at once: the ledger takes no more than 200. */
    static final int AT_ONCE = 100;

    static final int LOCK_SECONDS = 60;

    /** The member that names the task to resume; an older ledger does not know it. */
    private static final String RESUME = "resume";

    private final Ledger ledger;

    public AgentApi(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The same ledger's general API. */
    public Ledger ledger() {
        return ledger;
    }

    /** Claims the next task; long-polls for so many seconds. */
    public Optional<Task> claim(String environment, int seconds) {
        return claim(environment, seconds, Json.object().with("environment", environment));
    }

    /**
     * Takes the environment's lock for a task that this agent has begun; for a part of a sync, the answer is the sync.
     * Empty if the task has ended, even if its sync has not, or if somebody else has the lock. A ledger that does not
     * know how to resume may answer with another task.
     *
     * @param id the deployment request's, the restart's, or the sync's
     */
    Optional<Task> resume(String environment, String id) {
        Json body = Json.object().with("environment", environment);
        try {
            return claim(environment, 0, body.with(RESUME, id));
        } catch (LedgerRefusedException e) {
            if (e.isUnknown(RESUME)) {
                return claim(environment, 0);
            }
            throw e;
        }
    }

    private Optional<Task> claim(String environment, int seconds, Json body) {
        Answer answer = ledger.postOnce(ApiPath.of("agent/claims").with("wait", seconds), body);
        if (answer.status() == 204) {
            return Optional.empty();
        }
        return Optional.of(
                ClaimedTask.of(ledger.expect(answer, "work in " + environment).json()));
    }

    /** The desired server groups; empty if the ledger is too old to know server groups. */
    public Optional<List<Json>> groups() {
        return ledger.find(ApiPath.of("agent/server-groups"), "the server groups that are wanted")
                .map(answer -> answer.items("groups"));
    }

    /** Reports the state of a server group. */
    public void report(DesiredGroup group, GroupStatus answer) {
        List<Json> workers = answer.workers().stream()
                .map(worker -> Json.object()
                        .with("name", worker.name())
                        .with("httpPort", worker.http())
                        .with("managementPort", worker.management()))
                .toList();
        ledger.put(
                ApiPath.of("agent/server-groups/" + group.service() + "/" + group.environment()),
                Json.object()
                        .with("version", answer.version())
                        .with("state", answer.state().word())
                        .with("detail", detail(answer.detail()))
                        .withAll("workers", workers),
                "the state of the server group " + group.group());
    }

    /** Reports the public key for sealing secrets, as a JWK. */
    public void configurationKey(Json key) {
        ledger.put(ApiPath.of("agent/configuration-key"), key, "the key that secrets are sealed for");
    }

    /** Reports the progress or result of a restart. */
    public void report(String restart, RestartFile.Saved kept) {
        List<Json> steps = kept.steps().stream().map(AgentApi::item).toList();
        ledger.put(
                ApiPath.of("agent/restarts/" + restart),
                Json.object()
                        .with("state", kept.state())
                        .with("detail", detail(kept.detail()))
                        .withAll("steps", steps),
                "how far the restart " + restart + " is");
    }

    private static Json item(StepReport step) {
        return Json.object()
                .with("at", step.at())
                .with("kind", step.kind().word())
                .with("worker", step.worker())
                .with("text", LedgerText.of(step.text()));
    }

    private static @Nullable String detail(@Nullable String text) {
        return text == null || text.isBlank() ? null : LedgerText.of(text);
    }

    /** Reports the figures of the services' workers. */
    public void figures(List<Json> groups) {
        ledger.put(
                ApiPath.of("agent/worker-figures"),
                Json.object().withAll("groups", groups),
                "the metrics of services' workers");
    }

    /** The thread dumps requested of workers in these environments; long-polls for so many seconds. */
    public List<Json> threadDumps(List<String> environments, int seconds) {
        Answer answer = ledger.postOnce(
                ApiPath.of("agent/thread-dumps/claims").with("wait", seconds),
                Json.object().with("environments", environments));
        return answer.status() == 204
                ? List.of()
                : ledger.expect(answer, "the thread dumps that are asked for")
                        .json()
                        .items("items");
    }

    /** Delivers a thread dump, or why there is none. */
    public void threadDump(String id, Json answer) {
        ledger.put(ApiPath.of("agent/thread-dumps/" + id), answer, "the thread dump " + id);
    }

    /** Reports the steps of a request. */
    public void reportSteps(String request, List<StepReport> steps) {
        for (int from = 0; from < steps.size(); from += AT_ONCE) {
            reportBatch(request, steps.subList(from, Math.min(from + AT_ONCE, steps.size())));
        }
    }

    private void reportBatch(String request, List<StepReport> steps) {
        List<Json> items = steps.stream()
                .map(step -> item(step).with("number", step.number()))
                .toList();
        ApiPath path = ApiPath.of("deployment-requests/" + request + "/steps");
        ledger.expect(
                ledger.postOnce(path, Json.object().withAll("items", items)), "the steps of the request " + request);
    }

    /** Delivers the result of a rollback rehearsal, as an in-toto statement. */
    public void rehearsal(String request, Json statement) {
        ledger.put(
                ApiPath.of("deployment-requests/" + request + "/rehearsal"),
                statement,
                "the rehearsal of the request " + request);
    }

    /** A request that this agent began. */
    public DeploymentRequest request(String id) {
        return new Requests(ledger).show(id);
    }

    /** The same, if the ledger has closed it without its result. */
    public Optional<DeploymentRequest> ended(String request) {
        return Optional.of(request(request)).filter(DeploymentRequest::isOver);
    }

    /** Reports the result of a request. */
    public void report(String request, Result result) {
        ledger.put(
                ApiPath.of("deployment-requests/" + request + "/result"),
                result.json(),
                "the result of the request " + request);
    }

    /**
     * Extends an environment's lock, without retries; false if it had been lost.
     *
     * @param patience how long the answer may take
     */
    boolean extend(String lock, Duration patience) {
        Json extension = Json.object().with("seconds", LOCK_SECONDS);
        Call call = Call.of("PUT", ApiPath.of("locks/" + lock)).json(extension).within(patience);
        Answer answer = ledger.withoutRetries().send(call);
        return answer.status() != 404
                && ledger.expect(answer, "the lock " + lock).isSuccess();
    }

    /**
     * Downloads an archive into a file.
     *
     * @throws CallException if the ledger does not answer
     * @throws IOException if the file cannot be written
     */
    public void download(String digest, Path file) throws IOException, PreparationException {
        try {
            new Archives(ledger.withoutRetries()).save(digest, file);
        } catch (LedgerRefusedException e) {
            throw new PreparationException(
                    e.status() == 404
                            ? "The archive " + digest + " has been deleted: rebuild it"
                            : "The ledger refuses the archive " + digest + " (status " + e.status() + ")");
        }
    }

    /** Reports the result of a sync. */
    public void finishSync(String id, boolean isDone, String detail) {
        ledger.put(
                ApiPath.of("syncs/" + id),
                Json.object()
                        .with("state", (isDone ? WorkState.DONE : WorkState.FAILED).word())
                        .with("detail", LedgerText.of(detail)),
                "the end of the sync " + id);
    }
}
