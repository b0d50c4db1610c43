package dev.slipway.line.backup.restore;

import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * Failures that may say nothing of a database's contents: the same dump may load at another time. They may as well be
 * forged by a service's code, such as that of a check constraint, which runs when its dump is loaded.
 */
final class ServerFailure {
    /** The classes of SQLSTATE: connection, resources, an operator's intervention, system. See PostgreSQL, appendix A. */
    private static final Pattern STATE = Pattern.compile("(?:08|53|57|58)...");

    /** What PostgreSQL's programs say instead. */
    private static final Pattern MESSAGE = Pattern.compile(
            "No space left on device|could not extend file|out of memory|server closed the connection"
                    + "|connection to server .*failed|terminating connection|the database system is",
            Pattern.CASE_INSENSITIVE);

    private ServerFailure() {}

    /** Whether the server, and not the database, may be the cause. */
    static boolean isPossible(Exception failure) {
        boolean isByState = failure instanceof SQLException sql
                && sql.getSQLState() != null
                && STATE.matcher(sql.getSQLState()).matches();
        return isByState
                || MESSAGE.matcher(String.valueOf(failure.getMessage())).find();
    }
}
