package dev.slipway.line.agent;

import dev.slipway.line.http.CallException;
import dev.slipway.line.ledger.Deployments;
import dev.slipway.line.roll.Content;
import dev.slipway.line.roll.Failure;
import dev.slipway.line.worker.Management;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Services that an earlier release has put on the ledger's workers: each gets workers of its own, then what runs of it is deployed
 * there, and only then it goes from the ledger's. {@code up} writes a file for each, with what httpd knew of it; the file goes when all
 * is done, so this may be killed at any moment. One that does not run on its own workers stays where it is, and is not tried again.
 */
final class Moves {
    private static final String FAILED = "failed";

    private final Path folder;
    private final Sites sites;
    private final AgentApi api;
    private final String environment;
    private final Consumer<String> log;
    private final Set<String> complaints = new HashSet<>();

    Moves(Path folder, Sites sites, AgentApi api, String environment, Consumer<String> log) {
        this.folder = folder;
        this.sites = sites;
        this.api = api;
        this.environment = environment;
        this.log = log;
    }

    /** Carries a deployment out. */
    @FunctionalInterface
    interface Deployer {
        /** Of an archive in a file, to its end, whatever that is. */
        Entry deploy(Task task, Path archive) throws IOException;
    }

    /** The services that are to be moved still, by name. */
    List<String> waiting() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> waiting = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith(".") && value(name, FAILED) == null) {
                    waiting.add(name);
                }
            }
        }
        return waiting;
    }

    /** Asks for the workers of those that have none yet. */
    void ask() throws IOException {
        for (String service : waiting()) {
            try {
                if (archive(service).isPresent()) {
                    api.provide(service, environment, value(service, "context"), value(service, "probe"));
                } else {
                    log.accept("Nothing runs of " + service + " on the ledger's workers: nothing is to be moved.");
                    Files.delete(folder.resolve(service));
                }
            } catch (WorkerException e) {
                complain(service, e.text());
            } catch (CallException e) {
                complain(service, e.what());
            }
        }
    }

    /** Moves those whose workers are there. */
    void carryOut(Path scratch, Deployer deployer) throws IOException {
        for (String service : waiting()) {
            try {
                if (sites.find(service, environment) instanceof Sites.Place.Ready ready) {
                    Optional<String> archive = archive(service);
                    if (archive.isPresent()) {
                        move(service, archive.get(), ready.site(), scratch, deployer);
                    }
                }
            } catch (WorkerException e) {
                complain(service, e.text());
            } catch (PreparationException e) {
                complain(service, e.text());
            } catch (CallException e) {
                complain(service, e.what());
            }
        }
    }

    private void move(String service, String archive, Site site, Path scratch, Deployer deployer)
            throws IOException, WorkerException, PreparationException {
        // Whatever of it runs on its own workers already came there later.
        if (!runsEverywhere(site, archive) && !isDeployed(service, archive, scratch, deployer)) {
            return;
        }
        for (Management worker : sites.own().workers().values()) {
            if (worker.content(archive).presence() != Content.Presence.ABSENT) {
                worker.undeploy(archive, true);
            }
        }
        Files.delete(folder.resolve(service));
        log.accept("Moved " + service + ": it is gone from the ledger's workers");
    }

    /** Deploys what runs on the ledger's workers; says whether it runs then. */
    private boolean isDeployed(String service, String archive, Path scratch, Deployer deployer)
            throws IOException, WorkerException, PreparationException {
        log.accept("Moves " + service + " to workers of its own");
        Management source = running(archive).orElseThrow(() -> new WorkerException(archive + " runs nowhere any more"));
        Path file = scratch.resolve("moved");
        try {
            source.read(archive, file);
            ArchiveFile found = ArchiveFile.of(file);
            Entry entry = deployer.deploy(
                    Task.offline(environment, service, version(service, found), found.digest(), false, null), file);
            Failure failure = entry.progress().failure();
            if (failure != null) {
                fail(service, failure.cause());
            }
            return failure == null;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Of the release that is on record as live, if it is that. */
    private String version(String service, ArchiveFile found) {
        return new Deployments(api.ledger())
                .live(service, Optional.of(environment)).stream()
                        .filter(live -> live.artifactDigest().equals(Optional.of(found.digest())))
                        .flatMap(live -> live.version().stream())
                        .findFirst()
                        .orElse("moved." + found.digest().substring(7, 16));
    }

    private static boolean runsEverywhere(Site site, String archive) throws WorkerException {
        for (Management worker : site.workers().values()) {
            if (worker.content(archive).presence() != Content.Presence.RUNNING) {
                return false;
            }
        }
        return true;
    }

    /** What the service's archive is called, if one runs on the ledger's workers. */
    private Optional<String> archive(String service) throws WorkerException {
        for (String name : List.of(service + ".war", service + ".ear")) {
            if (running(name).isPresent()) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private Optional<Management> running(String archive) throws WorkerException {
        for (Management worker : new TreeMap<>(sites.own().workers()).values()) {
            if (worker.content(archive).presence() == Content.Presence.RUNNING) {
                return Optional.of(worker);
            }
        }
        return Optional.empty();
    }

    private void fail(String service, String why) throws IOException {
        String cause = why.lines().findFirst().orElse("");
        Path file = folder.resolve(service);
        Path beside = folder.resolve("." + service);
        Files.writeString(beside, Files.readString(file) + FAILED + "=" + cause + "\n");
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        log.accept(service + " does not run on workers of its own, and stays on the ledger's: " + cause);
    }

    private @Nullable String value(String service, String key) throws IOException {
        return Files.readAllLines(folder.resolve(service)).stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElse(null);
    }

    private void complain(String service, String text) {
        if (complaints.add(service + text)) {
            log.accept(service + " is not moved yet: " + text);
        }
    }
}
