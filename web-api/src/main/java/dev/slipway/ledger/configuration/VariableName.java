package dev.slipway.ledger.configuration;

import java.util.Optional;
import java.util.regex.Pattern;

/** The rule for names of variables: none that WildFly, Java, the shell, the C library or the dynamic linker interprets. */
final class VariableName {
    /** The characters of a name. */
    static final String FORM = "[A-Za-z_][A-Za-z0-9_]{0,127}";

    private static final Pattern NAMES = Pattern.compile(FORM);

    private static final Pattern RESERVED = Pattern.compile(
            "(SLIPWAY|JAVA|JDK|JBOSS|WILDFLY|LD|LC|MALLOC|GLIBC)_.*|BASH.*|PATH|HOME|USER|SHELL|IFS|ENV|LANG|PS4"
                    + "|(IBM|OPENJ9)?_JAVA_OPTIONS|GCONV_PATH|GETCONF_DIR|HOSTALIASES|LOCALDOMAIN|LOCPATH|NIS_PATH|NLSPATH"
                    + "|RES_OPTIONS|RESOLV_HOST_CONF|TZDIR"
                    + "|_|E?UID|PPID|GROUPS|SHELLOPTS|POSIXLY_CORRECT|S?RANDOM|SECONDS|LINENO|EPOCH(SECONDS|REALTIME)"
                    + "|FUNCNAME|DIRSTACK|PIPESTATUS|HISTCMD|OPTIND|OPTERR|COMP_WORDBREAKS");

    /** The setting to use in place of a Java system property. */
    private static final String AS_PROPERTY =
            ", such as SHOP_CONFIG, which MicroProfile Config and Spring read as shop.config";

    private VariableName() {}

    /** Why a variable cannot have this name, worded to follow the name; empty if it can. */
    static Optional<String> objection(String name) {
        return objectionToForm(name)
                .or(() -> RESERVED.matcher(name).matches()
                        ? Optional.of("is reserved for the server that runs the service: choose another name"
                                + (name.contains("JAVA_") ? AS_PROPERTY : ""))
                        : Optional.empty());
    }

    /** Why a variable could not have this name even before it was reserved; empty if one can. */
    static Optional<String> objectionToForm(String name) {
        return NAMES.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("must be 1 to 128 of letters, digits and _, and not begin with a digit");
    }
}
