package dev.slipway.line.cli.deploy;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.follow.FollowOptions;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.cli.input.build.ArchiveFile;
import dev.slipway.line.cli.input.build.Checkout;
import dev.slipway.line.cli.release.RecordedRelease;
import dev.slipway.line.cli.release.UploadProgress;
import dev.slipway.line.digest.Sha256;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.ledger.environment.Environments;
import dev.slipway.line.ledger.release.Archives;
import dev.slipway.line.ledger.release.Release;
import dev.slipway.line.ledger.release.Releases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deploys an archive: records the release, uploads the archive, requests the deployment and follows the agent. */
@Command(
        name = "deploy",
        header = "Deploy an archive to all workers of a service, through the gate and without downtime.",
        description = {
            "",
            "FILE, a WAR or EAR, is recorded as a release of the service and handed to the ledger; the line's agent"
                    + " deploys it to one worker after the other as soon as the gate allows it. Each step is shown."
                    + " Ctrl-C stops watching, not the deployment. If a worker does not start with it, the previous"
                    + " archive is restored.",
            "",
            "The first deployment of a service without a definition creates its workers there, as slipway services add"
                    + " NAME does: that takes some seconds more.",
            ""
        })
public final class DeployVerb implements Callable<Integer> {
    private final CliContext cli;

    @Mixin
    final LedgerOptions ledgerOptions;

    @Mixin
    final EnvironmentOption in;

    @Mixin
    final FollowOptions followOptions;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "the archive; without it, that of this checkout of Slipway (ear/target/slipway.ear)")
    @Nullable
    String file;

    @Option(names = "--service", paramLabel = "NAME", description = "whose archive it is; needed with FILE")
    @Nullable
    String service;

    @Option(names = "--version", paramLabel = "VERSION", description = "the version (default: an abbreviated digest)")
    @Nullable
    String version;

    @Option(
            names = "--commit",
            paramLabel = "SHA",
            description =
                    "the commit that it was built from; inside its Git repository, the commits since the last release go"
                            + " with it, and its time says which of two releases is newer, except for Slipway's own")
    @Nullable
    String commit;

    @Option(
            names = "--context",
            paramLabel = "/PATH",
            description = "its context root, for a service without a definition (what the archive says, else /)")
    @Nullable
    String context;

    @Option(
            names = "--probe",
            paramLabel = "PATH",
            description = "a path that must answer 2xx or 3xx on each worker before it gets requests again")
    @Nullable
    String probe;

    @Option(
            names = "--probe-wait",
            paramLabel = "TIME",
            description = "how long it may take until it does, 1s to 10m (30s)")
    @Nullable
    String probeWait;

    @Option(
            names = "--if-changed",
            description = "do nothing if exactly this archive (by digest) runs everywhere and is recorded")
    boolean isIfChanged;

    @Option(
            names = "--unless-live",
            description =
                    "do nothing if exactly this archive runs everywhere as that version: for a job that is retried")
    boolean isUnlessLive;

    @Option(
            names = "--rollback",
            description = "it is an earlier release; slipway rollback finds the archive by itself")
    boolean isRollback;

    @Mixin
    final CommentOption commentOption = new CommentOption();

    public DeployVerb(CliContext cli) {
        this.cli = cli;
        this.ledgerOptions = new LedgerOptions(cli);
        this.in = new EnvironmentOption(cli);
        this.followOptions = new FollowOptions(cli);
    }

    @Override
    public Integer call() {
        followOptions.check();
        String comment = commentOption.text();
        Long probeSeconds =
                probeWait == null ? null : probeSeconds(Arguments.time("--probe-wait", probeWait), probeWait);
        if (context != null) {
            Arguments.contextRoot("--context", context);
        }
        if (probe != null) {
            Arguments.pathWithQuery("--probe", probe);
        }
        String where = in.name();
        Optional<Checkout> checkout = cli.variable("SLIPWAY_ROOT").map(Path::of).map(Checkout::new);
        String name = name();
        Path path = path(name, checkout);
        if (version != null) {
            Arguments.version("--version", version);
        }
        if (commit != null) {
            Arguments.fullCommit("--commit", commit);
        }
        ArchiveFile archive = ArchiveFile.of(path);

        Output output = ledgerOptions.output();
        Ledger ledger = ledgerOptions.ledger();
        LiveCheck check = new LiveCheck(ledger, name, where);
        boolean isUpToDate = isIfChanged && check.isUpToDate(archive.digest(), null);
        if (isUpToDate || isUnlessLive && check.isUpToDate(archive.digest(), version)) {
            output.say(isUpToDate ? name + " is up to date." : subject(name) + " is live in " + where + " already.");
            output.json(Json.object().with("service", name).with("isChanged", false));
            return ExitCode.OK;
        }
        new Environments(ledger).require(where);
        Release release = register(ledger, name, archive, checkout);
        upload(ledger, archive, output);
        boolean isReplacingNewer = isRollback || isIfChanged && isOlder(check, release, output);
        DeploymentOrder delivery = new DeploymentOrder(
                name,
                release.version(),
                where,
                archive.digest(),
                isReplacingNewer,
                new DeploymentOrder.Start(contextRoot(archive, name), probe, probeSeconds),
                false,
                null,
                comment);
        return followOptions.follow(ledger, output, "The deployment", name, () -> delivery.request(ledger));
    }

    /** The context root from the command line or the archive; only used for a new service's definition. */
    private @Nullable String contextRoot(ArchiveFile archive, String name) {
        return context != null ? context : archive.contextRoot(name).orElse(null);
    }

    private static Long probeSeconds(Duration time, String text) {
        long seconds = time.toSeconds();
        if (seconds < 1 || seconds > 600) {
            throw new UsageException("--probe-wait '" + text + "' is not between 1s and 10m");
        }
        return seconds;
    }

    private String subject(String name) {
        return version == null ? name : name + " " + version;
    }

    private String name() {
        if (service != null) {
            return Arguments.name("--service", service);
        }
        if (file != null) {
            throw new UsageException("no service given: pass --service NAME");
        }
        return Services.LEDGER;
    }

    private Path path(String name, Optional<Checkout> checkout) {
        if (file != null) {
            return cli.file(file);
        }
        if (!name.equals(Services.LEDGER) || checkout.isEmpty()) {
            throw new UsageException("no FILE given: which is the archive of " + name + "?");
        }
        return checkout.get().archive();
    }

    /**
     * Records the service and the release. The same commit of Slipway may build another archive, which is another
     * release.
     */
    private Release register(Ledger ledger, String name, ArchiveFile archive, Optional<Checkout> checkout) {
        boolean isSlipway = name.equals(Services.LEDGER);
        new Services(ledger).register(name, isSlipway ? "Slipway" : name);
        Optional<Checkout> source = isSlipway ? checkout : Optional.empty();
        String candidate = version != null
                ? version
                : source.flatMap(from -> from.version(archive.digest())).orElseGet(archive::version);
        Optional<String> built = Optional.ofNullable(commit)
                .or(() -> source.filter(from -> from.archive().equals(archive.file()))
                        .flatMap(Checkout::commit));
        Releases releases = new Releases(ledger);
        if (isSlipway
                && releases.find(name, candidate)
                        .filter(known -> !known.artifactDigest().equals(archive.digest()))
                        .isPresent()) {
            candidate += "." + Sha256.abbreviated(archive.digest(), 9);
        }
        return RecordedRelease.record(
                        releases,
                        RecordedRelease.withCommits(
                                Json.object()
                                        .with("service", name)
                                        .with("version", candidate)
                                        .with("artifactDigest", archive.digest())
                                        .with("commit", built.orElse(null)),
                                releases,
                                source.map(Checkout::folder).orElseGet(cli::folder)))
                .release();
    }

    private static void upload(Ledger ledger, ArchiveFile archive, Output output) {
        Archives archives = new Archives(ledger);
        if (!archives.has(archive.digest())) {
            archives.put(archive.digest(), archive.file(), new UploadProgress(archive.file(), output));
        }
    }

    /** Deploying an older checkout is a rollback. */
    private static boolean isOlder(LiveCheck check, Release release, Output output) {
        boolean isOlder = check.isOlder(release.version());
        if (isOlder) {
            output.say("  " + release.service() + " " + release.version()
                    + " is older than what runs: this is a rollback.");
        }
        return isOlder;
    }
}
