package dev.slipway.line.database;

import dev.slipway.line.program.Outcome;
import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's pg_restore, which may be newer than the server. Release 17 and later sets {@code transaction_timeout},
 * which a server before 17 lacks: this one error is ignored.
 */
public final class PgRestore {
    private static final int WITH_TRANSACTION_TIMEOUT = 17;
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final Pattern ERROR = Pattern.compile("(?m)^pg_\\w+: error: (.*)$");
    private static final String TOLERATED =
            "could not execute query: ERROR:  unrecognized configuration parameter \"transaction_timeout\"";

    private PgRestore() {}

    /** The options with which it stops at the first error; empty if there may be one to tolerate. */
    public static List<String> options(Programs programs) throws IOException {
        return options(programs.run(List.of("pg_restore", "--version")).output());
    }

    static List<String> options(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.find() && Integer.parseInt(matcher.group(1)) >= WITH_TRANSACTION_TIMEOUT
                ? List.of()
                : List.of("--exit-on-error");
    }

    /** The first error that is not tolerated; else how it ended. */
    public static String error(Outcome outcome) {
        List<String> errors = errors(outcome);
        return errors.stream()
                .filter(error -> !error.equals(TOLERATED))
                .findFirst()
                .orElseGet(() -> errors.isEmpty() ? outcome.error() : "it ended with " + outcome.code());
    }

    private static List<String> errors(Outcome outcome) {
        return ERROR.matcher(outcome.errors())
                .results()
                .map(error -> error.group(1))
                .toList();
    }

    /** Whether all was restored; also of a pipe from pg_dump. */
    public static boolean isComplete(Outcome outcome) {
        List<String> errors = errors(outcome);
        return outcome.isSuccess()
                || outcome.code() == 1 && !errors.isEmpty() && errors.stream().allMatch(TOLERATED::equals);
    }
}
