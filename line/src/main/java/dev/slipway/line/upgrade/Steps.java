package dev.slipway.line.upgrade;

import dev.slipway.line.backup.program.BackupPaths;
import dev.slipway.line.program.Programs;
import dev.slipway.line.setting.Settings;
import dev.slipway.line.upgrade.plan.Upgrade;
import dev.slipway.line.upgrade.plan.UpgradeException;
import dev.slipway.line.upgrade.plan.UpgradeFlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Executes the phases of an upgrade. Each can be interrupted and repeated. */
final class Steps {
    /** Longer than a killed {@code up} takes to end. */
    private static final String PATIENCE_SECONDS = "300";
    /** Long enough for the proof of a large line's backup. */
    private static final String BACKUP_MINUTES = "60";

    private final Settings settings;
    private final Repository repository;
    private final Artifacts artifacts;
    private final Programs programs;

    Steps(Settings settings, Repository repository, Artifacts artifacts) {
        this.settings = settings;
        this.repository = repository;
        this.artifacts = artifacts;
        // `up` deploys as the line's own client: with the user's sign-in, an open request of that user would block it.
        programs = UpgradePrograms.in(settings.root())
                .with(Map.of(
                        "SLIPWAY_STATE",
                        settings.state().toString(),
                        "XDG_STATE_HOME",
                        settings.state().resolve("agent/nobody").toString()));
    }

    /** One phase, to its end. */
    void carryOut(Upgrade upgrade) throws IOException {
        switch (upgrade.phase()) {
            case BUILD -> build(upgrade);
            case BACKUP -> backUp();
            case GATE -> checkGate(upgrade);
            case SWITCH -> switchTo(upgrade);
            case UP -> comeUp();
            case PROBE -> probe();
        }
    }

    /** Builds it by its own {@code up} in a separate folder, without touching the running line. */
    private void build(Upgrade upgrade) throws IOException {
        Path folder = artifacts.makeRoom();
        repository.export(upgrade.to().commit(), folder);
        Programs aside = UpgradePrograms.in(folder)
                .with(Map.of("SLIPWAY_STATE", folder.resolve(".slipway").toString()));
        if (aside.show(List.of(folder.resolve("line/bin/up").toString(), "--only-build")) != 0) {
            throw new UpgradeException("It cannot be built.", "The line is as it was.");
        }
        for (String path : Artifacts.PATHS) {
            if (!Files.exists(folder.resolve(path))) {
                throw new UpgradeException("Its build has left no " + path + ".", "The line is as it was.");
            }
        }
    }

    /** Built in the night, it meets the nightly backup and its proof. */
    private void backUp() throws IOException {
        List<String> words = new ArrayList<>(List.of("line/bin/local", "backup", "--wait", BACKUP_MINUTES));
        if (settings.backupTo().isEmpty()) {
            words.addAll(List.of("--to", localBackups().toString()));
        }
        int code = programs.show(words);
        if (code == BackupPaths.BUSY) {
            throw UpgradeException.waiting(
                    "Another backup, proof or restoration is still under way.",
                    "The line is as it was. When that has ended: ./slipway upgrade goes on from here.");
        }
        if (code != 0) {
            throw new UpgradeException("There is no backup.", "");
        }
    }

    /** The default repository if none is configured, on the line's own disk. */
    Path localBackups() {
        return settings.state().resolve(BackupPaths.BEFORE_UPGRADES);
    }

    /** Asks the gate before anything is changed, for the release that `up` will deploy. */
    private void checkGate(Upgrade upgrade) throws IOException {
        Path archive = artifacts.built().resolve("ear/target/slipway.ear");
        String version = upgrade.to().version();
        List<String> release = List.of(
                "line/bin/cli",
                "release",
                archive.toString(),
                "--service",
                "slipway",
                "--version",
                version,
                "--commit",
                upgrade.to().commit(),
                "--json");
        ReleaseAnswer.of(programs.errorsShown().run(release)).requireRecorded(upgrade.to());
        List<String> words = new ArrayList<>(List.of(
                "line/bin/cli",
                "gate",
                "--service",
                "slipway",
                "--version",
                version,
                "--environment",
                settings.environment(),
                "--json"));
        if (repository.isDowngrade(upgrade)) {
            words.add("--rollback");
        }
        GateAnswer answer = GateAnswer.of(programs.errorsShown().run(words));
        if (answer.isOpen()) {
            answer.requireOwn(programs.errorsShown().run(List.of("line/bin/cli", "whoami", "--json")));
        }
        answer.requireAllowed(archive, version);
        requireCleanCheckout();
    }

    /** The checkout may have been edited since the upgrade began. */
    private void requireCleanCheckout() throws IOException {
        List<String> dirtyFiles = repository.dirtyFiles();
        if (!dirtyFiles.isEmpty()) {
            UpgradeFlow.Resumed.Refused refused = UpgradeFlow.uncommitted(dirtyFiles);
            throw UpgradeException.waiting(refused.why(), refused.remedy());
        }
    }

    private void switchTo(Upgrade upgrade) throws IOException {
        awaitOthers();
        repository.checkOut(upgrade.goal());
        if (upgrade.isRollback()) {
            artifacts.switchToFormer();
        } else {
            artifacts.switchToNew();
        }
    }

    /** The {@code up} of a killed upgrade may still be running; it restarts what it has stopped. */
    private void awaitOthers() throws IOException {
        Path lock = settings.state().resolve("run/lock");
        UpgradePrograms.require(programs, List.of("flock", "--wait", PATIENCE_SECONDS, lock.toString(), "true"));
    }

    /** Runs {@code up}, which fails if the gate rejects the archive despite its earlier answer. */
    private void comeUp() throws IOException {
        awaitOthers();
        Programs upgrading = programs.with(Map.of("SLIPWAY_UPGRADING", "yes"));
        if (upgrading.show(List.of("line/bin/up", "--built")) != 0) {
            throw new UpgradeException("The line does not start with it.", "");
        }
    }

    private void probe() throws IOException {
        List<String> words = List.of(
                "line/bin/cli",
                "probe",
                "--service",
                "slipway",
                "--host",
                "mywebapp",
                "--path",
                "/docs/",
                "--environment",
                settings.environment(),
                "--file",
                settings.root().resolve("ear/target/slipway.ear").toString());
        if (programs.show(words) != 0) {
            throw new UpgradeException("The ledger fails its health check with it.", "");
        }
    }
}
