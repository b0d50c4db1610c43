package dev.slipway.line.cli.audit;

import dev.slipway.line.audit.Report;
import dev.slipway.line.audit.Verifier;
import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Help;
import dev.slipway.line.cli.command.JsonOption;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks an audit extract. */
@Command(
        name = "verify",
        header = "Check an audit extract, without access to the line.",
        description = {
            "",
            "Checks the zip that slipway audit wrote: the signatures, that no file of it was changed, and that each row is what was"
                    + " linked in the ledger's hash chain. It names each row that was changed, added, removed or moved.",
            "",
            "Without --key it shows only that the extract is consistent in itself: get the key from the line with"
                    + " slipway audit --keys, or from whoever kept it. With it, heads that another key signed do not"
                    + " count, and cause a warning.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is intact", "1:it is not, or it cannot be read", "2:usage error"})
public final class VerifyVerb implements Callable<Integer> {
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    private final CliContext cli;

    @Parameters(arity = "1", paramLabel = "FILE", description = "the extract, a zip")
    String file = "";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "who must have signed it: a public key's fingerprint, its base64, or a file that has that, in PEM or"
                            + " not; may be repeated, for a line whose key was replaced: the newest, by which it is signed,"
                            + " last")
    List<String> keys = new ArrayList<>();

    @Option(
            names = "--heads",
            paramLabel = "FILE",
            description = "signed heads that were kept elsewhere, one envelope a line, with which it must agree")
    @Nullable
    String heads;

    @Mixin
    final JsonOption json = new JsonOption();

    @Mixin
    final Help help = new Help();

    public VerifyVerb(CliContext cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Path extract = existing(file);
        Optional<Path> kept = Optional.ofNullable(heads).map(this::existing);
        List<String> pinned = keys.stream().map(this::fingerprint).distinct().toList();
        Report report;
        try {
            report = Verifier.verify(extract, pinned, kept);
        } catch (IOException e) {
            throw new Problem(
                    file + " is no audit extract: " + e.getMessage() + ".", "It is a zip that slipway audit wrote.");
        }
        Output output = json.output(cli);
        AuditLines.say(report, file, !pinned.isEmpty(), output);
        output.json(AuditLines.json(report, !pinned.isEmpty()));
        return report.isValid() ? ExitCode.OK : ExitCode.FAILED;
    }

    private Path existing(String name) {
        Path path = cli.file(name);
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new Problem("There is no file " + name + " that can be read.", "");
        }
        return path;
    }

    private String fingerprint(String given) {
        if (FINGERPRINT.matcher(given).matches()) {
            return given;
        }
        Optional<String> direct = Verifier.fingerprint(given);
        if (direct.isPresent()) {
            return direct.get();
        }
        Path path = cli.file(given);
        if (!Files.isRegularFile(path)) {
            throw new UsageException(
                    "--key '" + given + "' is no fingerprint, no Ed25519 public key in base64, and no file");
        }
        try {
            return Verifier.fingerprint(Files.readString(path))
                    .orElseThrow(() -> new Problem(
                            "--key " + given + " has no Ed25519 public key.", "It is in PEM, or in base64."));
        } catch (IOException e) {
            throw new Problem("--key " + given + " cannot be read.", "");
        }
    }
}
