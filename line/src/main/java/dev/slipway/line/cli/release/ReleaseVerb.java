package dev.slipway.line.cli.release;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.input.build.Digests;
import dev.slipway.line.cli.input.build.Reports;
import dev.slipway.line.cli.lines.EvidenceLines;
import dev.slipway.line.digest.Sha256;
import dev.slipway.line.file.Folders;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.ledger.release.Release;
import dev.slipway.line.ledger.release.Releases;
import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records a release with its evidence. */
@Command(
        name = "release",
        header = "Record an archive in the ledger, with its tests and its bill of materials.",
        description = {
            "",
            "Records the archive FILE, by its SHA-256, as a release of the service, and adds evidence to it. Run again"
                    + " with the same archive, it adds what is new; a version that is on record with another archive"
                    + " is refused: a release never changes. Tests that failed are evidence too: the release is"
                    + " recorded with them, and the gate refuses it.",
            ""
        },
        exitCodeList = {"0:it is recorded", "1:not recorded, or evidence is missing", "2:usage error"})
public final class ReleaseVerb implements Callable<Integer> {
    private final CliContext cli;

    @Mixin
    final LedgerOptions ledgerOptions;

    @Parameters(arity = "1", paramLabel = "FILE", description = "the archive that was built")
    String file = "";

    @Option(
            names = "--service",
            required = true,
            paramLabel = "NAME",
            description = "the service; a new one is registered")
    String service = "";

    @Option(
            names = "--version",
            required = true,
            paramLabel = "VERSION",
            description = "the release's name among those of the service")
    String version = "";

    @Option(names = "--title", paramLabel = "TITLE", description = "the title of a new service (default: its name)")
    @Nullable
    String title;

    @Option(
            names = "--commit",
            paramLabel = "SHA",
            description =
                    "the commit it was built from; inside its Git repository, the commits since the last release go"
                            + " with it, and its time, instead of FILE's, says which of two releases is newer, except"
                            + " for Slipway's own")
    @Nullable
    String commit;

    @Option(names = "--source", paramLabel = "URL", description = "where its source can be read")
    @Nullable
    String source;

    @Option(
            names = "--tests",
            paramLabel = "FILES",
            description =
                    "JUnit reports: a file, or a pattern in quotes such as '**/target/*-reports/TEST-*.xml'; may be"
                            + " repeated: then all are sent as tests.zip")
    List<String> tests = new ArrayList<>();

    @Option(names = "--sbom", paramLabel = "FILE", description = "a CycloneDX bill of materials, JSON or XML")
    @Nullable
    String sbom;

    @Option(names = "--attestation", paramLabel = "FILE", description = "an in-toto statement, or its DSSE envelope")
    @Nullable
    String attestation;

    public ReleaseVerb(CliContext cli) {
        this.cli = cli;
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        check();
        Path archive = existing(file, "Build it first.");
        Optional<Path> bill = Optional.ofNullable(sbom).map(name -> existing(name, "Create it first, or omit --sbom."));
        Optional<Path> statement =
                Optional.ofNullable(attestation).map(name -> existing(name, "Create it first, or omit --attestation."));
        List<Path> reports = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String pattern : tests) {
            List<Path> found = Reports.matching(cli.folder(), pattern);
            reports.addAll(found);
            if (found.isEmpty()) {
                missing.add(pattern);
            }
        }
        if (reports.isEmpty() && !missing.isEmpty()) {
            throw new Failure(
                    "No file matches " + String.join(" ", missing) + "; nothing is recorded.",
                    "Check the path passed to --tests, or omit it.");
        }
        Output output = ledgerOptions.output();
        Ledger ledger = ledgerOptions.ledger();
        Releases releases = new Releases(ledger);
        String digest = Digests.of(archive);
        new Services(ledger).register(service, title == null ? service : title);
        Json body = body(releases, archive, digest);
        RecordedRelease recording = recorded(releases, body, output);
        Release release = recording.release();
        output.good(service + " " + version + " is on record " + (recording.isNew() ? "" : "already ") + "(" + digest
                + ")");
        if (recording.isNew() && RecordedRelease.lacksCommits(body, releases)) {
            output.bad(
                    "Its commits are not, so four eyes knows no author of it: there is no Git here, or no history that goes"
                            + " back to the commit of an earlier release. For the next one, clone with the whole history.");
        }
        if (reports.size() == 1 && tests.size() == 1) {
            add(releases, release, reports.get(0), "tests", output);
        } else if (!reports.isEmpty()) {
            addPacked(releases, release, reports, output);
        }
        bill.ifPresent(path -> add(releases, release, path, "sbom", output));
        statement.ifPresent(path -> add(releases, release, path, "attestation", output));
        output.say("  See " + ledger.page("/releases/?id=" + release.id()));
        output.json(release.json());
        if (!missing.isEmpty()) {
            throw new Failure(
                    "The release is on record, but not with all tests: no file matches " + String.join(" ", missing)
                            + ".",
                    "Check the path passed to --tests.");
        }
        return ExitCode.OK;
    }

    private void check() {
        Arguments.name("--service", service);
        Arguments.version("--version", version);
        if (title != null) {
            Arguments.line("--title", title);
        }
        if (commit != null) {
            Arguments.commit("--commit", commit);
        }
        if (source != null) {
            Arguments.webAddress("--source", source);
        }
    }

    private Path existing(String name, String remedy) {
        Path path = cli.file(name);
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new Problem("There is no file " + name + " that can be read.", remedy);
        }
        return path;
    }

    private Json body(Releases releases, Path archive, String digest) {
        Json body = Json.object()
                .with("service", service)
                .with("version", version)
                .with("artifactDigest", digest)
                .with("commit", commit)
                .with("sourceUrl", source)
                .with("builtAt", modifiedAt(archive));
        return RecordedRelease.withCommits(body, releases, cli.folder());
    }

    /** The recorded release; one with another archive is printed before the failure. */
    private static RecordedRelease recorded(Releases releases, Json body, Output output) {
        try {
            return RecordedRelease.record(releases, body);
        } catch (OtherArchiveFailure e) {
            output.json(refusal(e.release(), body.text("artifactDigest")));
            throw e;
        }
    }

    /** As the verb {@code gate} has it. */
    private static Json refusal(Release other, String digest) {
        return Json.object()
                .with("service", other.service())
                .with("version", other.version())
                .with("state", "refused")
                .with("artifactDigest", other.artifactDigest())
                .with("expectedDigest", digest);
    }

    /** For a release with a commit unknown to Git, and for Slipway's own. */
    private static String modifiedAt(Path archive) {
        try {
            return Files.getLastModifiedTime(archive)
                    .toInstant()
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
        } catch (IOException e) {
            throw new Problem(archive + " cannot be read: " + e.getMessage() + ".", "");
        }
    }

    private static void addPacked(Releases releases, Release release, List<Path> reports, Output output) {
        try {
            Path folder = Files.createTempDirectory("slipway-tests");
            try {
                Reports.packed(reports, folder).forEach(zip -> add(releases, release, zip, "tests", output));
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new Problem("The reports of the tests cannot be packed: " + e.getMessage() + ".", "");
        }
    }

    private static void add(Releases releases, Release release, Path file, String kind, Output output) {
        String name = String.valueOf(file.getFileName());
        String digest = Sha256.hexOf(Digests.of(file));
        releases.addEvidence(release.id(), file, name, kind, digest)
                .ifPresentOrElse(
                        evidence -> {
                            if (evidence.text("verdict").equals("failed")) {
                                output.bad(EvidenceLines.of(evidence));
                            } else {
                                output.good(EvidenceLines.of(evidence));
                            }
                        },
                        () -> output.good(name + " is already recorded as evidence"));
    }
}
