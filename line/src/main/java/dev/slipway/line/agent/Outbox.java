package dev.slipway.line.agent;

import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Archives;
import dev.slipway.line.ledger.Deployments;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerException;
import dev.slipway.line.ledger.Release;
import dev.slipway.line.ledger.Releases;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.roll.Rollout;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the ledger is yet to hear, on disk: it may be away, for it is replaced itself. */
final class Outbox {
    private static final String ENDING = ".json";

    private final Path folder;
    private final Consumer<String> log;

    /** In this folder, which is made if need be. */
    Outbox(Path folder, Consumer<String> log) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.log = log;
    }

    /** Puts a letter there, with the archive if the ledger may not have it; a second time changes nothing. */
    void add(Letter letter, Optional<Path> archive) throws IOException {
        String id = letter.task().id();
        if (archive.isPresent() && Files.exists(archive.get())) {
            Files.copy(archive.get(), folder.resolve(id), StandardCopyOption.REPLACE_EXISTING);
        }
        Path half = folder.resolve(id + ".new");
        Journal.JSON.writeValue(half.toFile(), letter);
        Files.move(half, file(letter), StandardCopyOption.ATOMIC_MOVE);
    }

    /** In the order in which they were written. */
    private Path file(Letter letter) {
        return folder.resolve(letter.result().finishedAt().toEpochMilli() + "-"
                + letter.task().id() + ENDING);
    }

    /** What waits, in order. */
    List<Letter> waiting() throws IOException {
        List<Letter> letters = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(ENDING))
                    .sorted()
                    .toList()) {
                letters.add(Journal.JSON.readValue(file.toFile(), Letter.class));
            }
        }
        return letters;
    }

    /** Sends all of them. What the ledger refuses is logged and dropped: it would refuse it for ever. */
    void send(AgentApi api) throws IOException {
        for (Letter letter : waiting()) {
            try {
                if (letter.task().isOffline()) {
                    record(api.ledger(), letter);
                } else {
                    api.tell(letter.task().id(), letter.steps());
                    api.report(letter.task().id(), letter.result());
                }
            } catch (CallException e) {
                if (AgentApi.isAway(e)) {
                    throw e;
                }
                log.accept("The ledger does not take the result of "
                        + letter.task().service() + " " + letter.task().version() + ": " + e.what() + " " + e.wayOut());
            }
            Files.delete(file(letter));
            Files.deleteIfExists(folder.resolve(letter.task().id()));
        }
    }

    /** What was deployed without the ledger is recorded as if it had been there. */
    private void record(Ledger ledger, Letter letter) {
        Task task = letter.task();
        String service = Objects.requireNonNull(task.service());
        String digest = Objects.requireNonNull(task.artifactDigest());
        new Services(ledger).register(service, service.equals(Rollout.LEDGER) ? "Slipway" : service);
        String version = release(ledger, letter, service, digest);
        Path archive = folder.resolve(task.id());
        if (Files.exists(archive)) {
            new Archives(ledger).put(digest, archive, sent -> {});
        }
        Result result = letter.result();
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
        String before = result.putBackDigest();
        if (before != null) {
            new Deployments(ledger)
                    .live(service, Optional.of(task.environment())).stream()
                            .filter(live -> live.artifactDigest().equals(Optional.of(before)))
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

    /** The same commit built to another archive, by another JDK for instance, is another release. */
    private static String release(Ledger ledger, Letter letter, String service, String digest) {
        Releases releases = new Releases(ledger);
        String version = Objects.requireNonNull(letter.task().version());
        Optional<Release> known = releases.find(service, version);
        if (known.isPresent() && !known.get().artifactDigest().equals(digest)) {
            version += "." + digest.substring(7, 16);
        }
        releases.record(Json.object()
                .with("service", service)
                .with("version", version)
                .with("artifactDigest", digest)
                .with("commit", letter.commit()));
        return version;
    }

    private static void deployment(Ledger ledger, String key, Json body) {
        try {
            ledger.expect(
                    ledger.send(
                            "POST",
                            ApiPath.of("deployments"),
                            "application/json",
                            "deployment-" + key,
                            () -> BodyPublishers.ofString(body.toString())),
                    "the deployment of " + body.text("service") + " " + body.text("version"));
        } catch (LedgerException e) {
            if (e.status() != 409) {
                throw e;
            }
        }
    }
}
