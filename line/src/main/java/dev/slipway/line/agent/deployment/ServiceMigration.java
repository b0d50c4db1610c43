package dev.slipway.line.agent.deployment;

import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.PreparationException;
import dev.slipway.line.agent.journal.Task;
import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.site.ArchiveFile;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Sites;
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
 * Migrates services that an earlier release deployed on the ledger's workers: creates their own workers, deploys there
 * what runs, then undeploys it from the ledger's. {@code up} writes a file per service with httpd's data; it is deleted
 * at the end, so this may be killed at any time. A service that fails on its own workers stays where it is and is not
 * retried.
 */
public final class ServiceMigration {
    private static final String FAILED = "failed";

    private final Path folder;
    private final Sites sites;
    private final AgentApi api;
    private final String environment;
    private final Consumer<String> log;
    private final Set<String> complaints = new HashSet<>();

    public ServiceMigration(Path folder, Sites sites, AgentApi api, String environment, Consumer<String> log) {
        this.folder = folder;
        this.sites = sites;
        this.api = api;
        this.environment = environment;
        this.log = log;
    }

    /** Executes a deployment. */
    @FunctionalInterface
    public interface Deployer {
        /** Deploys an archive and returns the final entry. */
        JournalEntry deploy(Task task, Path archive) throws IOException;
    }

    /** The services still to be migrated, by name. */
    public List<String> waiting() throws IOException {
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

    /** Requests workers for those that have none yet. */
    public void ask() throws IOException {
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

    /** Migrates those whose workers are ready. */
    public void carryOut(Path scratch, Deployer deployer) throws IOException {
        for (String service : waiting()) {
            try {
                if (sites.find(service, environment) instanceof Sites.Availability.Ready ready) {
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
        // What already runs on its own workers was deployed later.
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

    /** Deploys what runs on the ledger's workers; returns whether it succeeded. */
    private boolean isDeployed(String service, String archive, Path scratch, Deployer deployer)
            throws IOException, WorkerException, PreparationException {
        log.accept("Moves " + service + " to workers of its own");
        Management source = running(archive).orElseThrow(() -> new WorkerException(archive + " runs nowhere any more"));
        Path file = scratch.resolve("moved");
        try {
            source.read(archive, file);
            ArchiveFile found = ArchiveFile.of(file);
            JournalEntry entry = deployer.deploy(
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

    /** The live release's version, if it is that archive. */
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

    /** The name of the service's archive on the ledger's workers, if one runs there. */
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
        Path temporary = folder.resolve("." + service);
        Files.writeString(temporary, Files.readString(file) + FAILED + "=" + cause + "\n");
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
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
