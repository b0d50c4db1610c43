package dev.slipway.line.handbook;

import dev.slipway.line.http.CallException;
import dev.slipway.line.schema.LedgerDatabase;
import dev.slipway.line.setting.SecretFile;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Manages the handbook's users. */
@Command(
        name = "users",
        header = "Adds, removes and lists the handbook's readers.",
        description = {
            "",
            "Passwords are made here, 160 bits at random, and never chosen: see \"Security\" in the handbook.",
            "A new, changed or removed password takes effect within 60 seconds.",
            ""
        },
        customSynopsis = {
            "./slipway users list",
            "       ./slipway users add NAME",
            "       ./slipway users remove NAME"
        })
public final class UsersVerb implements Runnable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "show this help")
    boolean isHelp;

    /** Made by picocli. */
    public UsersVerb() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "users needs list, add or remove");
    }

    @Command(name = "list", description = "lists the readers, and since when they are")
    void list() throws IOException {
        for (HandbookUser user : inDatabase(HandbookUsers::byName)) {
            out().println(user.name() + "  since " + MINUTE.format(user.since()));
        }
    }

    @Command(name = "add", description = "adds a reader, or gives one a new password, and prints the password once")
    void add(@Parameters(paramLabel = "NAME", description = "the reader") String name) throws IOException {
        checkName(name);
        String password = SecretFile.random();
        put(name, password);
        out().println(password);
    }

    @Command(name = "remove", description = "removes a reader")
    void remove(@Parameters(paramLabel = "NAME", description = "the reader") String name) throws IOException {
        checkName(name);
        if (!inDatabase(users -> users.remove(name))) {
            throw new CallException("There is no reader '" + name + "'.", "./slipway users list shows them.");
        }
    }

    /** For {@code up}, once the ledger's database has its tables. */
    @Command(name = "first", hidden = true, description = "adds the reader whose password lies among the secrets")
    void first() throws IOException {
        FirstHandbookUser.add(Settings.of(System.getenv()));
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new CallException(
                    "'" + name + "' is not a name.",
                    "Use letters, digits, dot, hyphen and underscore, up to 63 of them.");
        }
    }

    private static void put(String name, String password) throws IOException {
        String hash = PasswordHash.of(password);
        inDatabase(users -> {
            users.put(name, hash);
            return true;
        });
    }

    private interface Work<T> {
        T with(HandbookUsers users) throws SQLException;
    }

    private static <T> T inDatabase(Work<T> work) throws IOException {
        return LedgerDatabase.with(
                Settings.of(System.getenv()), connection -> work.with(new HandbookUsers(connection)));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
