package dev.slipway.line.agent;

import dev.slipway.line.agent.daemon.AgentFolder;
import dev.slipway.line.agent.deployment.Job;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.log.TraceLog;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.http.CallException;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.Failure;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** A deployment by the line's owner without the ledger: its first installation or a repair. */
final class Offline {
    /** Exit codes: 6 means that the ledger answers and must be used, 7 that another archive has replaced this one. */
    static final int OK = 0;

    static final int FAILED = 1;
    static final int ASK_THE_LEDGER = 6;
    static final int REPLACED = 7;

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Settings settings;
    private final Wiring wiring;
    private final Sites sites;
    private final AgentFolder agentFolder;
    private final Pace pace;
    private final PrintWriter out;

    /** In the environment of the ledger's workers. */
    Offline(Settings settings, PrintWriter out) {
        this(settings, settings.environment(), out);
    }

    /** In any environment: its folder is locked against the agent's work there alone. */
    Offline(Settings settings, String environment, PrintWriter out) {
        this.settings = settings;
        this.out = out;
        pace = new Pace();
        wiring = new Wiring(settings, pace);
        sites = wiring.sites();
        AgentFolder own = new AgentFolder(settings.folder(), this::say);
        agentFolder = environment.equals(settings.environment()) ? own : own.of(environment);
    }

    /** The ledger's own workers. */
    Site site() {
        return sites.own();
    }

    /** A service's own workers, as the ledger requested them last; empty if it has none there. */
    Optional<DesiredGroup> group(String service, String environment) throws IOException {
        return sites.files().requested(service, environment);
    }

    void say(String line) {
        out.println("  " + line);
        out.flush();
    }

    /** Whether the ledger answers; it may still be starting. */
    boolean isLedgerThere(boolean isExpected) {
        return pace.await(isExpected ? Duration.ofSeconds(10) : Duration.ZERO, PAUSE, () -> {
            try {
                return wiring.isLedgerThere();
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Whether there is nothing to deploy, or nothing without the ledger. */
    @FunctionalInterface
    interface Check {
        /** The exit code in place of a deployment; empty to go on. */
        Optional<Integer> exitCode() throws Exception;
    }

    /** Chooses the archive and the workers. */
    @FunctionalInterface
    interface Choice {
        /** Called while holding the lease. */
        Order choose(AgentFolder.Lease lease) throws Exception;
    }

    /** A deployment and its archive. */
    record Order(DeploymentTask task, Path archive) {}

    /**
     * Executes it, and records it as soon as the ledger answers.
     *
     * @param check repeated if another deployment came first, which may have been the ledger's
     */
    int run(Check check, Choice choice) throws Exception {
        Optional<Integer> instead = check.exitCode();
        if (instead.isPresent()) {
            return instead.get();
        }
        try (AgentFolder.Lease lease = agentFolder.acquire()) {
            Optional<JournalEntry> left = lease.journal().read();
            if (left.isPresent()) {
                say("An interrupted deployment of " + left.get().task().service() + " "
                        + left.get().task().version() + " is finished first");
                execute(lease, settings::archive);
            }
            if (lease.isLate() || left.isPresent()) {
                instead = check.exitCode();
                if (instead.isPresent()) {
                    return instead.get();
                }
            }
            return deploy(lease, choice.choose(lease));
        }
    }

    private int deploy(AgentFolder.Lease lease, Order order) throws IOException {
        DeploymentTask task = order.task();
        lease.journal().begin(JournalEntry.of(task, pace.now()));
        JournalEntry entry = execute(lease, digest -> order.archive());
        record(lease, entry.progress().failure() == null);
        Failure failure = entry.progress().failure();
        if (failure == null) {
            say(task.service() + " " + task.version() + " is live in " + task.environment() + " on " + workers(entry)
                    + " workers (" + task.artifactDigest() + ")");
            return OK;
        }
        out.println("slipway: " + task.service() + " " + task.version() + " does not run in " + task.environment()
                + ": " + failure.cause());
        return FAILED;
    }

    private static int workers(JournalEntry entry) {
        return entry.rollout() == null ? 0 : entry.rollout().targets().size();
    }

    /**
     * Executes the task in the journal.
     *
     * @param archives the path of an archive, by its digest
     */
    private JournalEntry execute(AgentFolder.Lease lease, Function<Digest, Path> archives) throws IOException {
        Recorder recorder = Recorder.of(lease.journal(), pace, this::show);
        Job.Source source = (digest, file) -> {
            Path archive = archives.apply(digest);
            if (!Files.isReadable(archive)) {
                throw new PreparationException(archive + " cannot be read");
            }
            Files.copy(archive, file, StandardCopyOption.REPLACE_EXISTING);
        };
        TraceLog traces = new TraceLog(this::say);
        JournalEntry entry =
                new Job(sites, lease.journal(), recorder, source, wiring.schema(), () -> {}, () -> {}, traces).run();
        lease.close(entry);
        return entry;
    }

    private void show(StepReport report) {
        if (report.kind() != StepReport.Kind.STARTED) {
            String mark = switch (report.kind()) {
                case DONE -> "✓ ";
                case WARNING -> "! ";
                default -> "✗ ";
            };
            say(mark + (report.worker() == null ? "" : report.worker() + ": ") + report.text());
        }
    }

    /** The deployed service may be the ledger, which takes a while to answer after its deployment. */
    private void record(AgentFolder.Lease lease, boolean isExpected) throws IOException {
        try {
            boolean isRecorded = pace.await(isExpected ? SOON : Duration.ZERO, PAUSE, () -> {
                try {
                    if (wiring.isLedgerThere()) {
                        lease.outbox().send(wiring.api());
                        return true;
                    }
                } catch (CallException e) {
                    return false;
                }
                return false;
            });
            if (!isRecorded) {
                say("! The ledger does not answer: the agent records this when it does");
            }
        } catch (IllegalStateException e) {
            say("! The agent records this: " + e.getMessage());
        }
    }
}
