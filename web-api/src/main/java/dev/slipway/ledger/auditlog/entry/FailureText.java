package dev.slipway.ledger.auditlog.entry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The failure description of a failed operation, from WildFly's message WFLYCTL0013.
 *
 * @param service the server's service that failed to start or is missing, if it names one
 * @param reason why, in a sentence or two
 */
public record FailureText(Optional<String> service, String reason) {
    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_SERVICE = 500;
    private static final String DESCRIPTION = "failure description: ";
    private static final String QUOTED = "\"((?:[^\"\\\\]++|\\\\.)*+)\"";
    private static final Pattern FAILED =
            Pattern.compile("WFLYCTL0080[^\"]*\" => \\{" + QUOTED + " => " + QUOTED, Pattern.DOTALL);
    private static final Pattern LACKING =
            Pattern.compile("WFLYCTL0(?:180|412)[^\"]*\" => \\[\\s*" + QUOTED, Pattern.DOTALL);
    private static final String MISSING = " is missing";

    /** Parses the description in a message; empty if there is none. */
    static Optional<FailureText> of(String message) {
        int at = message.indexOf(DESCRIPTION);
        if (at < 0) {
            return Optional.empty();
        }
        String description = message.substring(at + DESCRIPTION.length()).strip();
        Matcher failed = FAILED.matcher(description);
        if (failed.find()) {
            return Optional.of(new FailureText(service(failed.group(1)), reason(failed.group(2))));
        }
        Matcher lacking = LACKING.matcher(description);
        if (lacking.find()) {
            String text = unquoted(lacking.group(1));
            int name = text.indexOf(MISSING);
            return Optional.of(
                    new FailureText(service(name < 0 ? text : text.substring(0, name)), reason(description)));
        }
        return Optional.of(new FailureText(Optional.empty(), reason(description)));
    }

    private static Optional<String> service(String quoted) {
        String name = unquoted(quoted).strip();
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(name.substring(0, Math.min(LONGEST_SERVICE, name.length())));
    }

    private static String reason(String quoted) {
        String text = unquoted(quoted).strip();
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        return text.substring(0, Math.min(LONGEST_REASON, text.length()));
    }

    private static String unquoted(String quoted) {
        return quoted.replaceAll("\\\\(.)", "$1");
    }
}
