package dev.slipway.line.agent;

import dev.slipway.line.agent.site.ArchiveFile;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.plan.Content;
import dev.slipway.line.setting.Settings;
import dev.slipway.line.worker.WorkerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deploys Slipway's own archive while the ledger is down; no other service bypasses the ledger. */
@Command(
        name = "deploy",
        description =
                "Deploys Slipway's own archive while the ledger does not answer. Exit codes: 0 it runs; 1 it failed,"
                        + " and the previous archive runs; 2 usage error; 6 the ledger answers: use `slipway deploy`;"
                        + " 7 another archive has replaced it, and stays.",
        mixinStandardHelpOptions = true)
final class DeployOffline implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The archive.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path file;

    @Option(names = "--service", required = true, description = "Whose archive it is: slipway.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String service;

    @Option(names = "--version", required = true, description = "Its version.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String version;

    @Option(names = "--commit", description = "The commit that it was built from.")
    @Nullable
    String commit;

    @Option(names = "--if-changed", description = "Do nothing if exactly this archive runs everywhere.")
    boolean isOnlyIfChanged;

    @Option(
            names = "--unless-replaced",
            description = "It was deployed here before: do nothing if another archive has replaced it everywhere.")
    boolean isUnlessReplaced;

    @Override
    public Integer call() throws Exception {
        if (!service.equals(Services.LEDGER)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Without the ledger, only slipway can be deployed: for " + service + ", use `slipway deploy`.");
        }
        if (!Files.isReadable(file)) {
            throw new ParameterException(spec.commandLine(), "There is no archive " + file + ".");
        }
        Settings settings = Settings.of(System.getenv());
        Offline offline = new Offline(settings, spec.commandLine().getOut());
        ArchiveFile archive = ArchiveFile.of(file);
        return offline.run(
                () -> check(offline, archive),
                lease -> new Offline.Order(
                        DeploymentTask.offline(
                                settings.environment(), service, version, archive.digest(), false, commit),
                        file));
    }

    private Optional<Integer> check(Offline offline, ArchiveFile archive) throws WorkerException, PreparationException {
        String name = archive.name(service);
        if (isOnlyIfChanged && runsEverywhere(offline.site(), name, archive.hash())) {
            offline.say(service + " is up to date.");
            return Optional.of(Offline.OK);
        }
        if (isUnlessReplaced) {
            Map<String, Content> contents = contents(offline.site(), name);
            if (isReplaced(contents.values(), archive.hash())) {
                sayReplaced(offline, name, idle(contents));
                return Optional.of(Offline.REPLACED);
            }
        }
        if (offline.isLedgerThere(runsSomewhere(offline.site(), name))) {
            spec.commandLine().getErr().println("slipway: The ledger answers: use slipway deploy.");
            return Optional.of(Offline.ASK_THE_LEDGER);
        }
        return Optional.empty();
    }

    private void sayReplaced(Offline offline, String archive, List<String> idle) {
        offline.say("! " + archive
                + " was deployed or requested before; what replaced it, for instance a rollback, stays.");
        offline.say(
                "  What runs, and what waits: ./slipway status " + service + "; to deploy it again: ./slipway deploy");
        if (!idle.isEmpty()) {
            offline.say("! Nothing runs on " + String.join(", ", idle)
                    + "; to deploy there what the others run: ./slipway sync --service " + service);
        }
    }

    private static Map<String, Content> contents(Site site, String archive) throws WorkerException {
        Map<String, Content> contents = new TreeMap<>();
        for (String worker : site.workers().keySet()) {
            contents.put(worker, site.worker(worker).content(archive));
        }
        return contents;
    }

    /** Whether other archives run and this one is on no worker; if it is on some, a deployment is unfinished. */
    static boolean isReplaced(Collection<Content> contents, ContentHash hash) {
        return contents.stream().noneMatch(content -> content.hash().equals(hash))
                && contents.stream().anyMatch(content -> content.presence() == Content.Presence.RUNNING);
    }

    /** The workers on which nothing runs, such as a new one. */
    static List<String> idle(Map<String, Content> contents) {
        return contents.entrySet().stream()
                .filter(entry -> entry.getValue().presence() == Content.Presence.ABSENT
                        || entry.getValue().presence() == Content.Presence.STOPPED)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean runsEverywhere(Site site, String archive, ContentHash hash) throws WorkerException {
        for (String worker : site.workers().keySet()) {
            if (!site.worker(worker).content(archive).equals(Content.running(hash))) {
                return false;
            }
        }
        return true;
    }

    private static boolean runsSomewhere(Site site, String archive) throws WorkerException {
        for (String worker : site.workers().keySet()) {
            if (site.worker(worker).content(archive).presence() == Content.Presence.RUNNING) {
                return true;
            }
        }
        return false;
    }
}
