package dev.slipway.line.agent;

import dev.slipway.line.agent.journal.DeploymentTask;
import dev.slipway.line.cli.deploy.RollbackTarget;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.schema.History;
import dev.slipway.line.schema.Schema;
import dev.slipway.line.setting.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
                "Puts an earlier release back from the line's own store. Exit codes: 0 it runs; 1 it failed, and what ran before"
                        + " runs; 2 usage error; 6 the ledger answers: ask it by `slipway rollback`.",
        mixinStandardHelpOptions = true)
final class RollbackOffline implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "VERSION",
            description = "Which; the one before the live one, if left out.")
    @Nullable
    String version;

    @Option(names = "--service", required = true, description = "Which service.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String service;

    @Option(names = "--offline", required = true, description = "Without asking the ledger, which does not answer.")
    boolean isOffline;

    @Override
    public Integer call() throws Exception {
        Settings settings = Settings.of(System.getenv());
        Offline offline = new Offline(settings, spec.commandLine().getOut());
        if (offline.isLedgerThere(false)) {
            spec.commandLine().getErr().println("slipway: The ledger answers: slipway rollback asks it.");
            return Offline.ASK_THE_LEDGER;
        }
        Schema schema = new Schema(settings.database(), Services.LEDGER, settings.secret("slipway-db-password"));
        RollbackTarget wanted = choose(new History(schema).of(service, settings.environment()));
        Path archive = settings.archive(wanted.digest());
        if (!Files.exists(archive)) {
            throw new IllegalStateException("The archive of " + service + " " + wanted.version() + " has been deleted ("
                    + wanted.digest() + "): build it again from its commit.");
        }
        if (!Files.isReadable(archive)) {
            throw new IllegalStateException("The agent may not read " + archive + ": give its group that right.");
        }
        offline.say("Back to " + service + " " + wanted.version());
        return offline.run(
                DeploymentTask.offline(settings.environment(), service, wanted.version(), wanted.digest(), true, null),
                archive);
    }

    private RollbackTarget choose(List<RollbackTarget> history) {
        if (history.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "No release of " + service + " ever ran here.");
        }
        return RollbackTarget.choose(history, version)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        version == null
                                ? "Nothing ran before " + service + " "
                                        + history.get(0).version() + ": there is nothing to go back to."
                                : service + " " + version + " never ran here."));
    }
}
