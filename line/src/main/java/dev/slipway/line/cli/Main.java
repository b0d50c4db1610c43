package dev.slipway.line.cli;

import dev.slipway.line.cli.audit.AuditVerb;
import dev.slipway.line.cli.audit.VerifyVerb;
import dev.slipway.line.cli.check.GateVerb;
import dev.slipway.line.cli.check.ProbeVerb;
import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.Errors;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Help;
import dev.slipway.line.cli.configuration.ConfigVerb;
import dev.slipway.line.cli.deploy.DeployVerb;
import dev.slipway.line.cli.deploy.PromoteVerb;
import dev.slipway.line.cli.deploy.RollbackVerb;
import dev.slipway.line.cli.deploy.SyncVerb;
import dev.slipway.line.cli.environment.EnvironmentsVerb;
import dev.slipway.line.cli.environment.FreezeVerb;
import dev.slipway.line.cli.environment.UnfreezeVerb;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.cli.login.LoginVerb;
import dev.slipway.line.cli.login.LogoutVerb;
import dev.slipway.line.cli.login.TokenVerb;
import dev.slipway.line.cli.login.WhoamiVerb;
import dev.slipway.line.cli.notification.NotifyVerb;
import dev.slipway.line.cli.release.ReleaseVerb;
import dev.slipway.line.cli.service.ServicesVerb;
import dev.slipway.line.cli.service.StatusVerb;
import dev.slipway.line.cli.worker.LogsVerb;
import dev.slipway.line.cli.worker.RestartVerb;
import dev.slipway.line.cli.worker.ThreadsVerb;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.program.Problem;
import dev.slipway.line.program.StandardOutput;
import dev.slipway.line.program.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program {@code slipway}. */
@Command(
        name = "slipway",
        header = "Has a Slipway line deploy, and shows what it does.",
        description = {
            "",
            "slipway VERB --help describes a verb. In a pipeline: SLIPWAY_LEDGER_URL, and SLIPWAY_ID_TOKEN (of"
                    + " GitLab), or SLIPWAY_CLIENT and SLIPWAY_CLIENT_SECRET.",
            ""
        },
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        versionProvider = Main.Version.class)
public final class Main implements Runnable {
    /** The JVM's replacement for each byte of an argument that is invalid in the locale's encoding. */
    private static final String UNREADABLE = "\uFFFD";

    /** All verbs, in the order of the help. Only the called one is instantiated. */
    private static final Map<String, Function<CliContext, Object>> VERBS = verbs();

    @Mixin
    final Help help = new Help();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the program's version")
    boolean isVersion;

    private Main() {}

    private static Map<String, Function<CliContext, Object>> verbs() {
        Map<String, Function<CliContext, Object>> verbs = new LinkedHashMap<>();
        verbs.put("login", LoginVerb::new);
        verbs.put("logout", LogoutVerb::new);
        verbs.put("whoami", WhoamiVerb::new);
        verbs.put("token", TokenVerb::new);
        verbs.put("deploy", DeployVerb::new);
        verbs.put("rollback", RollbackVerb::new);
        verbs.put("promote", PromoteVerb::new);
        verbs.put("status", StatusVerb::new);
        verbs.put("release", ReleaseVerb::new);
        verbs.put("gate", GateVerb::new);
        verbs.put("freeze", FreezeVerb::new);
        verbs.put("unfreeze", UnfreezeVerb::new);
        verbs.put("probe", ProbeVerb::new);
        verbs.put("sync", SyncVerb::new);
        verbs.put("environments", EnvironmentsVerb::line);
        verbs.put("services", ServicesVerb::line);
        verbs.put("config", ConfigVerb::line);
        verbs.put("notify", NotifyVerb::line);
        verbs.put("restart", RestartVerb::new);
        verbs.put("logs", LogsVerb::new);
        verbs.put("threads", ThreadsVerb::new);
        verbs.put("audit", AuditVerb::new);
        verbs.put("verify", VerifyVerb::new);
        verbs.put("completion", CompletionVerb::new);
        return verbs;
    }

    /** Runs a verb and exits with its code. */
    public static void main(String[] arguments) {
        StandardOutput output = new StandardOutput();
        boolean isTerminal = Terminal.isThere();
        Charset encoding = OutputEncoding.ofProcess(isTerminal);
        PrintStream out = new PrintStream(output, true, encoding);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, encoding);
        Map<String, String> environment = System.getenv();
        CliContext cli = new CliContext(
                environment,
                Path.of(""),
                out,
                err,
                isTerminal && !environment.containsKey("NO_COLOR"),
                isTyped() ? null : System.in,
                Main::prompt,
                Clock.systemUTC(),
                new Pace(),
                Duration.ofSeconds(2));
        int code = run(cli, arguments);
        out.flush();
        loadKept();
        endSelectors();
        System.exit(new Errors(writer(err), cli.isColoured()).checked(code, output));
    }

    private static void loadKept() {
        String jar = System.getProperty(AllClasses.JAR);
        if (jar != null) {
            try {
                AllClasses.load(Path.of(jar), Main.class.getClassLoader());
            } catch (IOException e) {
                // The archive has what this run needed.
            }
        }
    }

    /**
     * Ends HttpClient's selector threads: at exit, HotSpot waits up to 0.3 s for threads in the kernel. HttpClient can
     * only be closed since Java 21.
     */
    private static void endSelectors() {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith("-SelectorManager"))
                .forEach(Thread::interrupt);
    }

    /** Runs a verb in a context; fails if an argument could not be decoded. */
    static int run(CliContext cli, String... arguments) {
        CommandLine line = line(cli, arguments.length == 0 ? "" : arguments[0]);
        Optional<String> unreadable = Arrays.stream(arguments)
                .filter(argument -> argument.contains(UNREADABLE))
                .findFirst();
        return unreadable.isPresent()
                ? usage(new Errors(writer(cli.err()), cli.isColoured()), unreadable(unreadable.get()), line)
                : line.execute(arguments);
    }

    /** The usage error for a text beyond ASCII, in a locale without an encoding such as UTF-8. */
    private static String unreadable(String text) {
        return "'" + text + "' cannot be read in this locale: set LC_ALL=C.UTF-8";
    }

    /** The command line with the called verb; with all verbs if none is called or the verb needs all. */
    static CommandLine line(CliContext cli, String called) {
        CommandLine line = new CommandLine(new Main());
        boolean isOne = VERBS.containsKey(called) && !called.equals("completion") || called.equals("--version");
        VERBS.forEach((name, make) -> {
            if (!isOne || name.equals(called)) {
                line.addSubcommand(name, make.apply(cli));
            }
        });
        PrintWriter err = writer(cli.err());
        Errors errors = new Errors(err, cli.isColoured());
        return line.setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(false)
                .setOut(writer(cli.out()))
                .setErr(err)
                .setParameterExceptionHandler((e, arguments) -> usage(errors, Errors.usage(e), e.getCommandLine()))
                .setExecutionExceptionHandler((e, verb, parsed) -> failure(errors, e, verb));
    }

    private static int usage(Errors errors, String what, CommandLine verb) {
        errors.say(what, "\nSee: " + verb.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int failure(Errors errors, Exception e, CommandLine verb) {
        if (e instanceof UsageException) {
            return usage(errors, String.valueOf(e.getMessage()), verb);
        }
        if (e instanceof InvalidPathException path) {
            boolean isUnmappable = path.getReason().contains("unmappable characters");
            return usage(
                    errors,
                    isUnmappable
                            ? unreadable(path.getInput())
                            : "'" + path.getInput() + "' is not a path: " + path.getReason(),
                    verb);
        }
        if (e instanceof Problem problem) {
            return errors.problem(problem, verb);
        }
        if (e instanceof UncheckedIOException read) {
            errors.say("A file cannot be read: " + read.getMessage() + ".", "");
            return verb.getCommandSpec().exitCodeOnExecutionException();
        }
        e.printStackTrace(verb.getErr());
        errors.say("This is a bug in slipway: " + e + ".", "Tell the line's owner, with the lines above.");
        return verb.getCommandSpec().exitCodeOnExecutionException();
    }

    /** In the stream's own encoding. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new StreamWriter(stream), true);
    }

    private static final class StreamWriter extends Writer {
        private final PrintStream stream;

        StreamWriter(PrintStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(char[] text, int from, int length) {
            stream.print(new String(text, from, length));
        }

        @Override
        public void flush() {
            stream.flush();
        }

        @Override
        public void close() {
            stream.close();
        }
    }

    @Override
    public void run() {
        throw new UsageException("a verb is missing; available: " + String.join(", ", VERBS.keySet()));
    }

    /** Whether standard input is a terminal, even if the output is redirected. */
    private static boolean isTyped() {
        try {
            String from = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
            return from.startsWith("/dev/pts/") || from.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return Terminal.isThere();
        }
    }

    private static Optional<String> prompt(String text) {
        if (!Terminal.isThere()) {
            throw new UsageException(
                    "a secret is typed at a terminal that shows this program's output, or given on standard input");
        }
        return Terminal.askHidden(text);
    }

    /** The version of the jar that this runs from. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"slipway " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
