package dev.slipway.line.rotation;

import dev.slipway.line.cli.command.Help;
import dev.slipway.line.http.CallException;
import dev.slipway.line.program.Console;
import dev.slipway.line.rotation.plan.Secret;
import dev.slipway.line.rotation.plan.Selection;
import dev.slipway.line.rotation.plan.Stage;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rotates secrets of the line without downtime. */
@Command(
        name = "rotate",
        synopsisHeading = "Usage: ",
        usageHelpWidth = 132,
        customSynopsis = {"./slipway rotate --list", "       ./slipway rotate NAME...", "       ./slipway rotate --all"
        },
        description = {
            "",
            "Rotates secrets of the line. For a while, the new and the old value are both valid; whatever uses the old"
                    + " one is restarted, one worker after the other; then the old one is revoked. Requests are served"
                    + " throughout. Deployments wait while the agent is stopped.",
            "",
            "An interrupted run leaves a line that works: the next one, of whatever secrets, completes it first.",
            ""
        },
        footer = {
            "",
            "NAME is a secret as --list shows it, or a service with its environment, as in shop-production, for all of its.",
            "",
            "Exit codes:",
            "  0   they are rotated, or listed",
            "  1   a rotation failed; if it had begun, --list names the command that completes it",
            "  2   usage error",
            "  75  a backup, proof or restore is running, so backup-password cannot be rotated now; nothing is changed"
        })
public final class RotateVerb implements Callable<Integer> {
    private static final int NAME_WIDTH = 34;

    @Mixin
    final Help help = new Help();

    @Option(names = "--list", description = "which secrets there are, what for, and how old each is")
    boolean isList;

    @Option(names = "--all", description = "all that the line rotates; says which it does not")
    boolean isAll;

    @Parameters(arity = "0..*", paramLabel = "NAME", hidden = true)
    List<String> names = new ArrayList<>();

    private final BiFunction<Settings, Console, RepositoryPasswords> repositories;

    /**
     * The verb.
     *
     * @param repositories the repositories of a line's backups
     */
    public RotateVerb(BiFunction<Settings, Console, RepositoryPasswords> repositories) {
        this.repositories = repositories;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        if ((isList ? 1 : 0) + (isAll ? 1 : 0) + (names.isEmpty() ? 0 : 1) != 1) {
            throw help.wrong("rotate takes NAMEs, --all or --list");
        }
        Settings settings = Settings.of(System.getenv());
        Secrets files = new Secrets(settings);
        Console console = help.console();
        Map<Secret, Stage> stages = files.stages();
        if (isList) {
            list(stages, files, console);
            return 0;
        }
        Selection selection = Selection.of(stages, names, isAll);
        selection
                .begun()
                .forEach(secret -> console.say("    An earlier run was interrupted in rotating " + secret.name()
                        + "; this one completes it."));
        RepositoryPasswords passwords = repositories.apply(settings, console);
        new Rotation(
                        settings,
                        console,
                        passwords,
                        new Checkers(settings, passwords),
                        rotated -> complete(settings, rotated, console))
                .run(selection.rotated());
        if (selection.rotated().isEmpty()) {
            report(settings, console);
        }
        selection.left().forEach(secret -> console.warn(secret.name() + " is not rotated here. " + secret.note()));
        return isAll || selection.left().isEmpty() ? 0 : 1;
    }

    private static void complete(Settings settings, List<Secret> rotated, Console console) throws IOException {
        report(settings, console);
        for (Secret secret : rotated) {
            console.good(secret.name() + " is rotated");
            if (!secret.note().isEmpty()) {
                console.say("    " + secret.note());
            }
        }
    }

    private static void report(Settings settings, Console console) throws IOException {
        try {
            new RotationReporter(settings).report(console::warn);
        } catch (CallException e) {
            console.warn(RotationReporter.why(e));
        }
    }

    private static void list(Map<Secret, Stage> stages, Secrets files, Console console) throws IOException {
        console.say(row("SECRET", "AGE", "WHAT FOR"));
        for (Map.Entry<Secret, Stage> one : stages.entrySet()) {
            Secret secret = one.getKey();
            long days = Duration.between(files.of(secret).writtenAt(), Instant.now())
                    .toDays();
            String state = one.getValue() != Stage.IDLE
                    ? "; half rotated: ./slipway rotate " + secret.name() + " completes it"
                    : secret.strategy().isRotated() ? "" : "; by hand";
            console.say(row(secret.name(), days + " d", secret.purpose() + state));
        }
    }

    private static String row(String name, String age, String purpose) {
        return String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s  %5s  %s", name, age, purpose);
    }
}
