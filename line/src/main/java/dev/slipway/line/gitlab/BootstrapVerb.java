package dev.slipway.line.gitlab;

import dev.slipway.line.cli.command.Help;
import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.gitlab.api.Gitlab;
import dev.slipway.line.gitlab.git.Git;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Trust;
import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Configures a running GitLab for Slipway. It is idempotent and may be interrupted at any time: it creates what is missing, updates what
 * differs, reports each change in one line, and leaves everything else alone.
 *
 * <p>In addition to the line's settings, it reads these environment variables: {@code SLIPWAY_GITLAB_URL}, GitLab's internal URL;
 * {@code SLIPWAY_CHECKOUT}, the repository for the first commit; and {@code SLIPWAY_GITLAB_WAIT}, how many seconds to wait for GitLab to
 * start.
 */
@Command(
        name = "bootstrap",
        description =
                "Configures the line's GitLab for Slipway: its settings, group, projects, variables, hook and runner.")
public final class BootstrapVerb implements Callable<Integer> {
    private static final int FAILED = 1;

    @Mixin
    final Help help = new Help();

    /** Returns 0 if everything is configured, 1 if it cannot continue, and 130 if it was interrupted. */
    @Override
    public Integer call() throws IOException {
        PrintWriter err = help.line().getErr();
        try (WorkFolder work = WorkFolder.make();
                Interruption interruption = new Interruption(err, work::close)) {
            run(System.getenv(), new ChangeReporter(help.line().getOut()), work.path());
            return 0;
        } catch (Problem e) {
            err.println(("bootstrap: " + e.what() + " " + e.remedy()).strip());
            err.flush();
            return FAILED;
        }
    }

    private static void run(Map<String, String> environment, ChangeReporter reporter, Path work) throws IOException {
        BootstrapSettings settings = BootstrapSettings.of(environment, work);
        Addresses line = settings.line();
        Secrets secrets = settings.secrets();
        Path own = VolumeFile.folder(settings.folders().own());
        try (FileChannel channel = FileChannel.open(
                        own.resolve("lock"),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(AtomicFile.PRIVATE)));
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new Problem("Another bootstrap is at work.", "Wait for it to end.");
            }
            reporter.say("GitLab at " + line.gitlab());
            Gitlab gitlab = new Gitlab(
                    // It may be another one than the line's.
                    Caller.trusting(trust(line.gitlab(), settings.authorities()), Optional.empty()),
                    line.gitlab(),
                    secrets.token());
            gitlab.await(settings.patience());
            new Bootstrap(
                            gitlab,
                            Git.of(work, line.gitlab(), secrets.token(), settings.authorities()),
                            line,
                            secrets,
                            settings.authorities(),
                            settings.folders(),
                            reporter)
                    .run(settings.domain());
            if (reporter.isUnchanged()) {
                reporter.say("  unchanged");
            }
        }
    }

    /** Empty without TLS. */
    private static @Nullable SSLContext trust(URI url, String authorities) {
        try {
            return "https".equals(url.getScheme()) ? Trust.of(authorities) : null;
        } catch (IllegalArgumentException e) {
            throw new Problem(
                    "The file with the trusted CA certificates is invalid: " + e.getMessage() + ".",
                    "Make it: docker compose run --rm prepare");
        }
    }
}
