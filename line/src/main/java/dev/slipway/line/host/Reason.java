package dev.slipway.line.host;

import java.sql.SQLException;
import java.util.Objects;

/** The reason of a failure, in one line. */
final class Reason {
    private static final int LONGEST = 400;
    private static final String CONNECTION = "08";
    private static final String STARTING = "57P03";

    private Reason() {}

    static String of(Exception thrown) {
        if (thrown instanceof SQLException refused) {
            String state = Objects.requireNonNullElse(refused.getSQLState(), "");
            if (state.startsWith(CONNECTION) || state.equals(STARTING)) {
                return "PostgreSQL does not answer; retrying";
            }
            return line("PostgreSQL: " + refused.getMessage());
        }
        String message = thrown.getMessage();
        return line(
                message == null || !thrown.getClass().getName().startsWith("dev.slipway.")
                        ? thrown.toString()
                        : message);
    }

    /** The first line, truncated. */
    private static String line(String text) {
        String first = text.strip().lines().findFirst().orElse("");
        return first.length() <= LONGEST ? first : first.substring(0, LONGEST) + "…";
    }
}
