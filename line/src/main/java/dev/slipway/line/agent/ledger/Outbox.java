package dev.slipway.line.agent.ledger;

import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.agent.journal.OutboxMessage;
import dev.slipway.line.agent.journal.Result;
import dev.slipway.line.agent.journal.StateFile;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Call;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.ledger.deployment.Deployments;
import dev.slipway.line.ledger.release.Archives;
import dev.slipway.line.ledger.release.Release;
import dev.slipway.line.ledger.release.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Unsent results on disk: the ledger may be down, for instance while it is itself being replaced. */
public final class Outbox {
    private static final String ENDING = ".json";

    /** The longest deployment that the ledger takes. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private final Path folder;
    private final Consumer<String> log;

    /** In this folder, created if missing. */
    public Outbox(Path folder, Consumer<String> log) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.log = log;
    }

    /** Adds a message, with the archive if the ledger may lack it; idempotent. */
    public void add(OutboxMessage message, Optional<Path> archive) throws IOException {
        String id = message.task().id();
        if (archive.isPresent() && Files.exists(archive.get())) {
            Path copy = folder.resolve(id + ".new");
            Files.copy(archive.get(), copy, StandardCopyOption.REPLACE_EXISTING);
            AtomicFile.replace(folder.resolve(id), copy);
        }
        AtomicFile.write(file(message), Journal.JSON.writeValueAsBytes(message));
    }

    /** The archive of this digest that the ledger was not given yet, if there is one. */
    public Optional<Path> archive(Digest digest) throws IOException {
        return waiting().stream()
                .filter(message -> message.task().artifactDigest().equals(digest))
                .map(message -> folder.resolve(message.task().id()))
                .filter(Files::exists)
                .findFirst();
    }

    /** File names sort in the order of writing. */
    private Path file(OutboxMessage message) {
        return folder.resolve(message.result().finishedAt().toEpochMilli() + "-"
                + message.task().id() + ENDING);
    }

    /** The unsent messages, in order. */
    public List<OutboxMessage> waiting() throws IOException {
        List<OutboxMessage> messages = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(ENDING))
                    .sorted()
                    .toList()) {
                read(file).ifPresent(messages::add);
            }
        }
        return messages;
    }

    /** One that cannot be read is put aside, for nothing would come after it. */
    private Optional<OutboxMessage> read(Path file) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
        return StateFile.read(
                file,
                OutboxMessage.class,
                aside,
                reason -> log.accept("An unsent result cannot be read, and was moved aside: " + aside + ": " + reason));
    }

    /**
     * Sends all messages. Logs and drops those that the ledger rejects, since a retry would be rejected too; their
     * requests end.
     *
     * @throws LedgerRefusedException if the agent may not report it, such as for want of its role, and the request is
     *     open: what is not reported would be handed out again
     */
    public void send(AgentApi api) throws IOException {
        for (OutboxMessage message : waiting()) {
            try {
                if (message.task().isOffline()) {
                    record(api.ledger(), message);
                } else {
                    reportSteps(api, message);
                    report(api, message);
                }
            } catch (LedgerRefusedException e) {
                if (isForbidden(e) && !message.task().isOffline() && !hasEnded(api, message)) {
                    throw e;
                }
                complain("the result", message, e);
            }
            Files.delete(file(message));
            Files.deleteIfExists(folder.resolve(message.task().id()));
        }
    }

    /** Whether it is the agent that is refused, not what it says. */
    private static boolean isForbidden(LedgerRefusedException e) {
        return e.status() == 403;
    }

    /** Whether the ledger has closed its request; no if it does not say. */
    private static boolean hasEnded(AgentApi api, OutboxMessage message) {
        try {
            return api.ended(message.task().id()).isPresent();
        } catch (CallException e) {
            return false;
        }
    }

    /**
     * If the ledger rejects the result's content, reports a failure instead: a request without an end is handed out
     * again.
     */
    private void report(AgentApi api, OutboxMessage message) {
        try {
            api.report(message.task().id(), message.result());
        } catch (LedgerRefusedException e) {
            if (!e.isInvalid()) {
                throw e;
            }
            complain("the result", message, e);
            api.report(message.task().id(), Result.refused(Instant.now(), e.what()));
        }
    }

    /** Without its steps, a result is worth as much. */
    private void reportSteps(AgentApi api, OutboxMessage message) {
        try {
            api.reportSteps(message.task().id(), message.steps());
        } catch (LedgerRefusedException e) {
            if (isForbidden(e)) {
                throw e;
            }
            complain("the steps", message, e);
        }
    }

    private void complain(String what, OutboxMessage message, LedgerRefusedException e) {
        log.accept("The ledger rejected " + what + " of " + message.task().service() + " "
                + message.task().version() + ": " + e.what() + " " + e.remedy());
    }

    /** Records an offline deployment. */
    private void record(Ledger ledger, OutboxMessage message) {
        DeploymentTask task = message.task();
        String service = task.service();
        Digest digest = task.artifactDigest();
        new Services(ledger).register(service, service.equals(Services.LEDGER) ? "Slipway" : service);
        String version = release(ledger, message, service, digest);
        Path archive = folder.resolve(task.id());
        if (Files.exists(archive)) {
            put(ledger, message, archive);
        }
        Result result = message.result().within(LONGEST, Instant.now());
        deployment(
                ledger,
                task.id(),
                Json.object()
                        .with("service", service)
                        .with("version", version)
                        .with("environment", task.environment())
                        .with("channel", "cli")
                        .with("startedAt", result.startedAt())
                        .with("finishedAt", result.finishedAt())
                        .with("outcome", result.outcome())
                        .with("isRollback", task.isRollback() ? true : null)
                        .with("failure", result.failure()));
        Digest putBack = result.putBackDigest();
        if (putBack != null) {
            Optional<String> before = Optional.of(putBack.text());
            new Deployments(ledger)
                    .live(service, Optional.of(task.environment())).stream()
                            .filter(live -> live.artifactDigest().equals(before))
                            .flatMap(live -> live.version().stream())
                            .forEach(live -> deployment(
                                    ledger,
                                    task.id() + "-back",
                                    Json.object()
                                            .with("service", service)
                                            .with("version", live)
                                            .with("environment", task.environment())
                                            .with("channel", "cli")
                                            .with("startedAt", result.finishedAt())
                                            .with("finishedAt", result.finishedAt())
                                            .with("outcome", "succeeded")
                                            .with("isRollback", true)));
        }
    }

    /** Without its archive, a deployment is on record all the same. */
    private void put(Ledger ledger, OutboxMessage message, Path archive) {
        try {
            new Archives(ledger).put(message.task().artifactDigest().text(), archive, sent -> {});
        } catch (LedgerRefusedException e) {
            complain("the archive", message, e);
        }
    }

    /** The same commit may build another archive, with another JDK for instance; that is another release. */
    private static String release(Ledger ledger, OutboxMessage message, String service, Digest digest) {
        Releases releases = new Releases(ledger);
        String version = message.task().version();
        Optional<Release> known = releases.find(service, version);
        if (known.isPresent() && !known.get().artifactDigest().equals(digest.text())) {
            version += "." + digest.abbreviated(9);
        }
        releases.record(Json.object()
                .with("service", service)
                .with("version", version)
                .with("artifactDigest", digest)
                .with("commit", message.commit()));
        return version;
    }

    private static void deployment(Ledger ledger, String key, Json body) {
        Call call = Call.of("POST", ApiPath.of("deployments")).json(body).keyed("deployment-" + key);
        try {
            ledger.expect(ledger.send(call), "the deployment of " + body.text("service") + " " + body.text("version"));
        } catch (LedgerRefusedException e) {
            if (e.status() != 409) {
                throw e;
            }
        }
    }
}
