package dev.slipway.line.rotation;

import dev.slipway.line.agent.LedgerRestart;
import dev.slipway.line.balancer.Balancer;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.host.file.GroupSecrets;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.program.Console;
import dev.slipway.line.rotation.plan.RotationPlan;
import dev.slipway.line.rotation.plan.RotationStep;
import dev.slipway.line.rotation.plan.RotationStrategy;
import dev.slipway.line.rotation.plan.Secret;
import dev.slipway.line.rotation.plan.SecretConsumer;
import dev.slipway.line.rotation.plan.Stage;
import dev.slipway.line.setting.SecretFile;
import dev.slipway.line.setting.Settings;
import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Executes a plan on the line's own machine. It may be killed at any time: the next run continues from the files. */
final class Rotation {
    private static final Duration RESTART = Duration.ofMinutes(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Settings settings;
    private final Secrets files;
    private final LinePrograms programs;
    private final Checkers checkers;
    private final RepositoryPasswords repositories;
    private final Pace pace = new Pace();
    private final Console console;
    private final Completion completion;
    private final RotationReporter reporter;

    /** What is done about secrets once their rotation is complete, while that of others may still be in progress. */
    @FunctionalInterface
    interface Completion {
        /** Called with each secret once. */
        void of(List<Secret> secrets) throws IOException;
    }

    Rotation(
            Settings settings,
            Console console,
            RepositoryPasswords repositories,
            Checkers checkers,
            Completion completion) {
        this.settings = settings;
        this.console = console;
        this.repositories = repositories;
        this.checkers = checkers;
        this.completion = completion;
        files = new Secrets(settings);
        programs = new LinePrograms(settings, pace);
        reporter = new RotationReporter(settings);
    }

    void run(Map<Secret, Stage> stages) throws IOException, SQLException {
        Optional<Secret> password = stages.keySet().stream()
                .filter(secret -> secret.strategy() == RotationStrategy.REPOSITORY)
                .findFirst();
        if (password.isEmpty()) {
            follow(stages);
            return;
        }
        // Before anything changes: repositories may be on other machines, and a backup may be under way.
        try (Closeable lock = repositories.lock()) {
            console.step(
                    "Opening the repositories of backups",
                    () -> repositories.require(files.of(password.get()).former()));
            follow(stages);
        }
    }

    private void follow(Map<Secret, Stage> stages) throws IOException, SQLException {
        List<Secret> all = List.copyOf(stages.keySet());
        for (RotationStep step : RotationPlan.of(stages)) {
            carryOut(step, all);
        }
    }

    private void carryOut(RotationStep step, List<Secret> all) throws IOException, SQLException {
        if (step instanceof RotationStep.Propose propose) {
            for (Secret secret : propose.secrets()) {
                files.of(secret).propose(checkers.next(secret, SecretFile.random()));
            }
        } else if (step instanceof RotationStep.Accept accept) {
            console.step("The new ones are accepted alongside the current ones", () -> accept(accept.secrets()));
        } else if (step instanceof RotationStep.StopAgent) {
            console.step("Stopping the agent after its current task", () -> programs.stop("agent"));
        } else if (step instanceof RotationStep.Switch switching) {
            console.step("Activating the new secrets", () -> alone(() -> checkers.switchOver(switching.secrets())));
        } else if (step instanceof RotationStep.Install install) {
            checkers.install(install.secrets());
        } else if (step instanceof RotationStep.RollLedger) {
            console.step("Restarting the ledger's workers, one after the other", () -> roll(all));
        } else if (step instanceof RotationStep.StartAgent) {
            console.step("Starting the agent", () -> programs.start("agent"));
        } else if (step instanceof RotationStep.RestartGroups restart) {
            console.step("Restarting the services' workers, one after the other", () -> restart(restart.groups(), all));
        } else if (step instanceof RotationStep.Retire retire) {
            console.step("Revoking the old secrets", () -> alone(() -> retire(retire.secrets())));
            completion.of(retire.secrets());
        } else if (step instanceof RotationStep.RetireLast last) {
            retireLast(last.secrets());
        } else {
            throw new IllegalStateException("unknown step: " + step.getClass());
        }
    }

    /** Repositories have a lock of their own, and may be slow: provisioning need not wait for them. */
    private void accept(List<Secret> secrets) throws IOException, SQLException {
        checkers.acceptInRepositories(secrets);
        alone(() -> checkers.accept(secrets));
    }

    private void retire(List<Secret> secrets) throws IOException, SQLException {
        checkers.retire(secrets);
        forget(secrets);
    }

    /** Their report is kept before: once they are deleted, no later run knows of the rotation. */
    private void forget(List<Secret> secrets) throws IOException {
        for (Secret secret : secrets) {
            reporter.keep(secret, RotationReporter.user(), files.of(secret).switchedAt());
        }
        checkers.forget(secrets);
    }

    /** Each depends on something else, so that the failure of one leaves the others to be completed. */
    private void retireLast(List<Secret> secrets) throws IOException, SQLException {
        if (secrets.isEmpty()) {
            return;
        }
        Secret secret = secrets.get(0);
        List<Secret> others = secrets.subList(1, secrets.size());
        try {
            console.step("Revoking the old " + secret.name(), () -> retireLast(secret));
            completion.of(List.of(secret));
        } catch (IOException | SQLException | RuntimeException e) {
            if (files.of(secret).stage() != Stage.IDLE) {
                console.warn(secret.name() + " is half rotated: the new one is in use, and the old one is not revoked"
                        + " yet. ./slipway rotate " + secret.name() + " completes it");
            }
            try {
                retireLast(others);
            } catch (IOException | SQLException | RuntimeException another) {
                // Only the first one is the command's.
                console.say("    " + another.getMessage());
                e.addSuppressed(another);
            }
            throw e;
        }
        retireLast(others);
    }

    private void retireLast(Secret secret) throws IOException, SQLException {
        if (secret.strategy() == RotationStrategy.REPOSITORY) {
            checkers.retireInRepositories(secret);
        } else {
            alone(checkers::publishKey);
        }
        forget(List.of(secret));
    }

    /** Under the lock of the server groups' provisioning, which reads these secrets and changes their checkers. */
    private void alone(Console.Work work) throws IOException, SQLException {
        try (FileChannel lock = new GroupSecrets(settings).lock()) {
            work.run();
        }
    }

    private void roll(List<Secret> all) throws IOException {
        Instant since = switchedAt(all, SecretConsumer.LEDGER_WORKERS, "");
        new LedgerRestart(settings, console)
                .run(
                        true,
                        worker -> programs.startedAt(LedgerRestart.program(worker))
                                .isBefore(since));
    }

    /** By the agent, at the ledger's request, once the ledger learns that their start configuration has changed. */
    private void restart(List<String> groups, List<Secret> all) throws IOException {
        GroupSecrets secrets = new GroupSecrets(settings);
        programs.applyGroups();
        for (String group : groups) {
            Instant since = switchedAt(all, SecretConsumer.SERVICE_WORKERS, group);
            List<String> behind = pace.poll(RESTART, PAUSE, () -> secrets.behind(group, since), List::isEmpty);
            if (!behind.isEmpty()) {
                throw new IOException(String.join(", ", behind) + " run with the former secrets still, which stay good"
                        + " until then. ./slipway doctor says more; when they are well, the same command goes on");
            }
            console.say("    The workers of " + group + " are restarted");
        }
        awaitWhole();
    }

    /** Waits for all workers to be healthy: the last one may only just have started. */
    private void awaitWhole() throws IOException {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Balancer balancer = Balancer.of(settings, http, pace);
        try {
            if (!pace.await(RESTART, PAUSE, balancer::hasNoDisabledWorker)) {
                throw new IOException("A worker is not back in httpd's balancer. ./slipway doctor says more; when it"
                        + " is, the same command goes on");
            }
        } catch (BalancerException e) {
            throw new IOException(e.text(), e);
        }
    }

    private Instant switchedAt(List<Secret> all, SecretConsumer consumer, String group) throws IOException {
        Instant newest = Instant.EPOCH;
        for (Secret secret : all) {
            if (secret.consumers().contains(consumer) && secret.group().equals(group)) {
                Instant at = files.of(secret).switchedAt();
                newest = at.isAfter(newest) ? at : newest;
            }
        }
        return newest;
    }
}
