package dev.slipway.line.upgrade;

import dev.slipway.line.cli.command.Help;
import dev.slipway.line.program.Terminal;
import dev.slipway.line.setting.Settings;
import dev.slipway.line.upgrade.plan.Facts;
import dev.slipway.line.upgrade.plan.PlanText;
import dev.slipway.line.upgrade.plan.RollbackFeasibility;
import dev.slipway.line.upgrade.plan.Upgrade;
import dev.slipway.line.upgrade.plan.UpgradeException;
import dev.slipway.line.upgrade.plan.UpgradeFlow;
import dev.slipway.line.upgrade.plan.UpgradePlan;
import dev.slipway.line.upgrade.plan.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings the line to another version of Slipway. */
@Command(
        name = "upgrade",
        header = "Upgrades the line to another version of Slipway, and rolls back if that does not start.",
        description = {
            "",
            "Shows what will change, and asks for confirmation. Then the version is built in a separate folder, the"
                    + " line is backed up, the gate decides whether slipway may enter, and the line switches to that"
                    + " version, one worker after the other. If it does not start, the previous version is restored."
                    + " Interrupted at any moment, it resumes when run again.",
            "",
            "VERSION is a tag of this checkout, such as v0.2.0; without it, the newest, if the checkout"
                    + " is not later. An earlier one is a way back.",
            ""
        },
        customSynopsis = {
            "./slipway upgrade [VERSION] [--dry-run] [--no-backup] [--yes]",
            "       ./slipway upgrade --back [--yes]"
        },
        exitCodeOnInvalidInput = 2,
        exitCodeOnExecutionException = UpgradeRun.STOPPED,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it runs, or there was nothing to do; with --back: the previous version runs",
            "1:it does not, and the previous version runs",
            "2:usage error",
            "3:it has not begun, or has stopped until somebody does what it says"
        })
public final class UpgradeVerb implements Callable<Integer> {
    @Mixin
    final Help help = new Help();

    @Parameters(arity = "0..1", paramLabel = "VERSION", description = "the version's tag", hidden = true)
    @Nullable
    String target;

    @Option(names = "--dry-run", description = "say what will change, and do nothing")
    boolean isDry;

    @Option(names = "--no-backup", description = "take no backup first")
    boolean isWithoutBackup;

    @Option(names = "--yes", description = "do not ask whether to go on")
    boolean isAgreed;

    @Option(names = "--back", description = "roll back an interrupted upgrade")
    boolean isRollbackRequested;

    private final Map<String, String> environment;

    /** With the settings of this process. */
    public UpgradeVerb() {
        this(System.getenv());
    }

    UpgradeVerb(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        if (isRollbackRequested && (target != null || isDry)) {
            throw help.wrong("upgrade --back takes neither a VERSION nor --dry-run");
        }
        Settings settings = Settings.of(environment);
        Path folder = settings.state().resolve("upgrade");
        Repository repository = new Repository(settings.root());
        if (!repository.isThere()) {
            throw new UpgradeException(
                    settings.root() + " is no Git checkout.",
                    "An upgrade is another version of it: git clone Slipway there, and ./slipway up.");
        }
        String jdk = environment.getOrDefault("JAVA_HOME", System.getProperty("java.home"));
        FactCollector collector = new FactCollector(settings, repository, jdk);
        Artifacts artifacts = new Artifacts(settings.root(), folder);
        UpgradeFile file = new UpgradeFile(folder.resolve("upgrade.json"));
        UpgradeRun run =
                new UpgradeRun(file, new Steps(settings, repository, artifacts), collector, artifacts, help.console());
        Optional<Upgrade> left = file.read();
        return left.isPresent() ? resume(left.get(), repository, collector, run) : begin(repository, collector, run);
    }

    private int begin(Repository repository, FactCollector collector, UpgradeRun run) throws IOException {
        if (isRollbackRequested) {
            throw new UpgradeException(
                    "No upgrade is under way.", "To go to an earlier version: ./slipway upgrade VERSION");
        }
        if (repository.hasRemote()) {
            try {
                repository.fetchTags();
            } catch (UpgradeException e) {
                say("  ! The remote repository does not answer; it goes by the tags that are here. " + e.what());
            }
        }
        Version version = choose(repository.versions());
        String commit = repository
                .commit("refs/tags/" + version.tag())
                .orElseThrow(() -> new UpgradeException("There is no version " + version.tag() + ".", ""));
        if (commit.equals(repository.head())) {
            say(version.tag() + " is what is checked out. ./slipway up brings the line up with it.");
            return UpgradeRun.DONE;
        }
        if (target == null) {
            Optional<String> later = collector.laterThan(version, commit);
            if (later.isPresent()) {
                say(later.get());
                return UpgradeRun.DONE;
            }
        }
        Facts facts = collector.facts(version.tag(), commit);
        if (!facts.to().version().equals(version)) {
            throw new UpgradeException(
                    "The tag " + version.tag() + " is of a commit whose pom.xml says "
                            + facts.to().version() + ".",
                    "It is not a release of Slipway.");
        }
        UpgradePlan plan = UpgradePlan.of(facts);
        PlanText.of(facts, plan).forEach(this::say);
        if (plan.isRefused()) {
            return UpgradeRun.STOPPED;
        }
        if (isDry) {
            return UpgradeRun.DONE;
        }
        if (!agree("Go on?")) {
            return UpgradeRun.STOPPED;
        }
        return run.run(Upgrade.begin(
                collector.point(facts.from(), repository.branch().orElse(null)),
                collector.point(facts.to(), null),
                !isWithoutBackup,
                collector.keycloakData()));
    }

    private int resume(Upgrade left, Repository repository, FactCollector collector, UpgradeRun run)
            throws IOException {
        say("An upgrade from " + left.from().name() + " to " + left.to().name() + " was interrupted while "
                + left.phase().doing() + (left.isRollback() ? ", during its rollback" : "")
                + (left.why().isEmpty() ? "." : ": " + left.why()));
        if (target != null && !Version.of(target).equals(Version.of(left.to().name()))) {
            throw new UpgradeException(
                    "Finish the interrupted upgrade first.",
                    "./slipway upgrade resumes it, ./slipway upgrade --back restores the previous version.");
        }
        if (isDry) {
            return UpgradeRun.DONE;
        }
        boolean isFeasibilityNeeded = !left.phase().isHarmless() && (isRollbackRequested || left.isRollback());
        RollbackFeasibility rollback =
                isFeasibilityNeeded ? collector.rollbackFeasibility(left) : RollbackFeasibility.FEASIBLE;
        UpgradeFlow.Resumed resumed =
                UpgradeFlow.resume(left, repository.head(), repository.dirtyFiles(), isRollbackRequested, rollback);
        if (resumed instanceof UpgradeFlow.Resumed.Refused refused) {
            throw new UpgradeException(refused.why(), refused.remedy());
        }
        if (resumed instanceof UpgradeFlow.Resumed.Forgotten) {
            run.forget();
            say("Nothing was changed; the upgrade is abandoned.");
            return UpgradeRun.DONE;
        }
        Upgrade upgrade = ((UpgradeFlow.Resumed.GoOn) resumed).upgrade();
        if (left.isRollback() && !upgrade.isRollback()) {
            say(rollback.why() + " It continues to " + upgrade.to().name() + ".");
        }
        if (!agree(upgrade.isRollback() ? "Roll back to " + upgrade.from().name() + "?" : "Resume it?")) {
            return UpgradeRun.STOPPED;
        }
        int code = run.run(upgrade);
        // The former version was requested and is already there.
        return isRollbackRequested && code == UpgradeRun.FAILED ? UpgradeRun.DONE : code;
    }

    private Version choose(Set<Version> versions) {
        if (target != null) {
            Version version =
                    Version.of(target).orElseThrow(() -> help.wrong("'" + target + "' is no version: v0.2.0"));
            if (!versions.contains(version)) {
                throw new UpgradeException(
                        "There is no version " + version.tag() + ".",
                        versions.isEmpty()
                                ? "This checkout has no tags of versions. Fetch them: git fetch --tags"
                                : "There are: "
                                        + versions.stream().map(Version::tag).collect(Collectors.joining(", "))
                                        + ".");
            }
            return version;
        }
        return versions.stream()
                .filter(Version::isRelease)
                .max(Comparator.naturalOrder())
                .orElseThrow(() ->
                        new UpgradeException("This checkout has no tag of a version.", "Fetch them: git fetch --tags"));
    }

    private boolean agree(String question) {
        if (isAgreed) {
            return true;
        }
        if (!Terminal.isThere()) {
            throw new UpgradeException(
                    "The upgrade needs a confirmation, and there is no terminal to ask at.", "To confirm it: --yes");
        }
        return Terminal.ask(System.lineSeparator() + question + " [y/N] ")
                .filter(answer -> answer.strip().toLowerCase(Locale.ROOT).matches("y|yes"))
                .isPresent();
    }

    private PrintWriter out() {
        return help.line().getOut();
    }

    private void say(String line) {
        out().println(line);
        out().flush();
    }
}
