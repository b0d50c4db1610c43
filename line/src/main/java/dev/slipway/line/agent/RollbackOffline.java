package dev.slipway.line.agent;

import dev.slipway.line.agent.daemon.AgentFolder;
import dev.slipway.line.agent.journal.OutboxMessage;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.ledger.Outbox;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.cli.deploy.RollbackTarget;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.roll.FormerProbe;
import dev.slipway.line.schema.History;
import dev.slipway.line.schema.Schema;
import dev.slipway.line.schema.SchemaException;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rolls back while the ledger is down, using its database and archive store directly. */
@Command(
        name = "rollback",
        description =
                "Rolls back to an earlier release from the line's own store. Exit codes: 0 it runs; 1 it failed, and"
                        + " the previous release runs; 2 usage error; 6 the ledger answers: use `slipway rollback`.",
        mixinStandardHelpOptions = true)
final class RollbackOffline implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "VERSION", description = "Which release; the previous one if omitted.")
    @Nullable
    String version;

    @Option(names = "--service", paramLabel = "SERVICE", description = "Which service; the ledger itself if omitted.")
    String service = Services.LEDGER;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Which environment; that of the ledger's workers if omitted.")
    @Nullable
    String environment;

    @Option(names = "--offline", required = true, description = "Without the ledger, which does not answer.")
    boolean isOffline;

    @Override
    public Integer call() throws Exception {
        Settings settings = Settings.of(System.getenv());
        String where = environment(settings.environment());
        Offline offline = new Offline(settings, where, spec.commandLine().getOut());
        return offline.run(() -> check(offline, where), lease -> order(settings, where, offline, lease.outbox()));
    }

    /**
     * Where to roll back.
     *
     * @param own the environment of the ledger's workers
     */
    String environment(String own) {
        String where = environment == null ? own : environment;
        if (!AgentFolder.isEnvironment(where)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--environment '" + where + "' is not a name: 1 to 63 of a-z, 0-9 and -, beginning with a letter");
        }
        if (service.equals(Services.LEDGER) && !where.equals(own)) {
            throw new ParameterException(
                    spec.commandLine(), "The ledger's workers are in " + own + ", and in no other environment.");
        }
        return where;
    }

    private Optional<Integer> check(Offline offline, String where) throws IOException {
        if (offline.isLedgerThere(false)) {
            spec.commandLine().getErr().println("slipway: The ledger answers: use slipway rollback.");
            return Optional.of(Offline.ASK_THE_LEDGER);
        }
        if (!service.equals(Services.LEDGER) && offline.group(service, where).isEmpty()) {
            throw new ParameterException(spec.commandLine(), service + " has no workers in " + where + ".");
        }
        return Optional.empty();
    }

    private Offline.Order order(Settings settings, String where, Offline offline, Outbox outbox)
            throws IOException, SchemaException {
        Schema schema = new Schema(settings.database(), Services.LEDGER, settings.secret("slipway-db-password"));
        List<RollbackTarget> recorded = new History(schema).of(service, where);
        List<RollbackTarget> history = history(unrecorded(outbox.waiting(), service, where), recorded);
        RollbackTarget target = choose(history, where);
        Digest digest = new Digest(target.digest());
        Path archive = outbox.archive(digest).orElseGet(() -> settings.archive(digest));
        if (!Files.exists(archive)) {
            throw new IllegalStateException("The archive of " + service + " " + target.version() + " has been deleted ("
                    + digest + "): rebuild it from its commit.");
        }
        if (!Files.isReadable(archive)) {
            throw new IllegalStateException("The agent may not read " + archive + ": give its group that right.");
        }
        if (!history.get(0).isKnown()) {
            offline.say("What was deployed last is of no known release.");
        }
        offline.say("Rolling back to " + service + " " + target.version());
        warning(service, target, offline.group(service, where)).ifPresent(offline::say);
        return new Offline.Order(task(where, service, target, history.get(0)), archive);
    }

    /**
     * The rollback.
     *
     * @param live the release to replace
     */
    static DeploymentTask task(String environment, String service, RollbackTarget target, RollbackTarget live) {
        return DeploymentTask.offlineRollback(
                environment, service, target.version(), new Digest(target.digest()), probe(target), probe(live));
    }

    /**
     * Warns that the workers keep another configuration than the release ran with: only the ledger can restore that.
     *
     * @param group the service's workers; empty if it has none of its own, and so no configuration
     */
    static Optional<String> warning(String service, RollbackTarget target, Optional<DesiredGroup> group) {
        Integer ran = target.configuration();
        if (ran == null) {
            return Optional.empty();
        }
        long former = ran;
        return group.map(DesiredGroup::configuration)
                .filter(current -> current != former)
                .map(current -> "! The configuration stays: " + version(current) + "; " + service + " "
                        + target.version() + " ran with " + version(former));
    }

    private static String version(long configuration) {
        return configuration == 0 ? "none" : "version " + configuration;
    }

    private static @Nullable FormerProbe probe(RollbackTarget release) {
        RollbackTarget.HealthCheck probe = release.probe();
        return probe == null ? null : new FormerProbe(probe.path(), probe.seconds());
    }

    /** All that ran there, newest first. */
    static List<RollbackTarget> history(List<RollbackTarget> unrecorded, List<RollbackTarget> recorded) {
        return RollbackTarget.known(
                Stream.concat(unrecorded.stream(), recorded.stream()).toList());
    }

    /** The releases that ran there without the ledger's knowing it yet, newest first. */
    static List<RollbackTarget> unrecorded(List<OutboxMessage> waiting, String service, String environment) {
        List<OutboxMessage> newestFirst = new ArrayList<>(waiting);
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .filter(message -> message.result().failure() == null
                        && !message.task().isConfigure()
                        && message.task().service().equals(service)
                        && message.task().environment().equals(environment))
                .map(message -> new RollbackTarget(
                        message.task().version(),
                        message.task().artifactDigest().text(),
                        message.result().startedAt().toString(),
                        message.task().isRollback(),
                        new RollbackTarget.HealthCheck(
                                message.task().probePath(), message.task().probeTimeout()),
                        message.task().configurationVersion()))
                .toList();
    }

    private RollbackTarget choose(List<RollbackTarget> history, String where) {
        if (history.stream().noneMatch(RollbackTarget::isKnown)) {
            throw new ParameterException(
                    spec.commandLine(), "No release of " + service + " ever ran in " + where + ".");
        }
        return RollbackTarget.choose(history, version)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        version == null
                                ? "Nothing ran before " + service + " "
                                        + history.get(0).version() + ": there is nothing to roll back to."
                                : service + " " + version + " never ran in " + where + "."));
    }
}
