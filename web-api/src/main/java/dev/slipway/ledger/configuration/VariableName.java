package dev.slipway.ledger.configuration;

import java.util.Optional;
import java.util.regex.Pattern;

/** The rule for names of variables: none that the server, Java, the shell or the dynamic linker interprets. */
final class VariableName {
    /** The characters of a name. */
    static final String FORM = "[A-Za-z_][A-Za-z0-9_]{0,127}";

    private static final Pattern NAMES = Pattern.compile(FORM);

    private static final Pattern RESERVED = Pattern.compile(
            "(SLIPWAY|JAVA|JDK|JBOSS|LD|LC|MALLOC|GLIBC)_.*|BASH.*|PATH|HOME|USER|SHELL|IFS|ENV|LANG|TZ|_JAVA_OPTIONS|PS4"
                    + "|_|E?UID|PPID|GROUPS|SHELLOPTS|POSIXLY_CORRECT|S?RANDOM|SECONDS|LINENO|EPOCH(SECONDS|REALTIME)"
                    + "|FUNCNAME|DIRSTACK|PIPESTATUS|HISTCMD|OPTIND|OPTERR|COMP_WORDBREAKS");

    private VariableName() {}

    /** Why a variable cannot have this name, to be read after it; empty where it can. */
    static Optional<String> objection(String name) {
        if (!NAMES.matcher(name).matches()) {
            return Optional.of("must be 1 to 128 of letters, digits and _, and not begin with a digit");
        }
        return RESERVED.matcher(name).matches()
                ? Optional.of("is reserved for the server that runs the service: choose another name")
                : Optional.empty();
    }
}
