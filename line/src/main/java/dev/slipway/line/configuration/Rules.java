package dev.slipway.line.configuration;

import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for names and values. A violation is described as the rest of a sentence, which never contains the value. */
public final class Rules {
    /** The maximum number of entries. */
    public static final int MOST_ENTRIES = 100;

    /** The maximum length of a value, in characters. */
    public static final int LONGEST_VALUE = 16 * 1_024;

    /** The maximum total size of all names and values, in bytes of UTF-8. */
    public static final int LARGEST = 32 * 1_024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    /** Variables that the line, WildFly, Java, the C library or the dynamic linker interpret. */
    private static final Pattern OF_THE_SYSTEM = Pattern.compile(
            "(SLIPWAY|JAVA|JDK|JBOSS|WILDFLY|LD|LC|MALLOC|GLIBC)_.*|BASH.*|PATH|HOME|USER|SHELL|IFS|ENV|LANG"
                    + "|PS4|(IBM|OPENJ9)?_JAVA_OPTIONS|GCONV_PATH|GETCONF_DIR|HOSTALIASES|LOCALDOMAIN|LOCPATH|NIS_PATH|NLSPATH"
                    + "|RES_OPTIONS|RESOLV_HOST_CONF|TZDIR");

    /** Variables that a shell sets itself, so that they would not be passed on unchanged. */
    private static final Pattern OF_THE_SHELL = Pattern.compile(
            "_|E?UID|PPID|GROUPS|SHELLOPTS|POSIXLY_CORRECT|S?RANDOM|SECONDS|LINENO|EPOCH(SECONDS|REALTIME)"
                    + "|FUNCNAME|DIRSTACK|PIPESTATUS|HISTCMD|OPTIND|OPTERR|COMP_WORDBREAKS");

    /** The alternative to setting a Java system property. */
    private static final String AS_PROPERTY =
            "; a system property can be a variable: MicroProfile Config and Spring read SHOP_CONFIG as shop.config";

    private Rules() {}

    /** Why a name is invalid; empty if it is valid. */
    public static Optional<String> wrongName(String name) {
        return wrongForm(name)
                .or(() -> isReserved(name)
                        ? Optional.of("is a name of the system's own" + (name.contains("JAVA_") ? AS_PROPERTY : ""))
                        : Optional.empty());
    }

    /** Whether the system reserves a name, so that services do not get such a variable. */
    public static boolean isReserved(String name) {
        return OF_THE_SYSTEM.matcher(name).matches()
                || OF_THE_SHELL.matcher(name).matches();
    }

    /** Why no variable can have this name, not even one set before more names were reserved; empty if it can. */
    public static Optional<String> wrongForm(String name) {
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("is no name: 1 to 128 of letters, digits and _, not beginning with a digit");
    }

    /** Why a value is invalid; empty if it is valid. */
    public static Optional<String> wrongValue(String value) {
        if (value.length() > LONGEST_VALUE) {
            return Optional.of("has more than " + LONGEST_VALUE + " characters");
        }
        return value.indexOf('\0') < 0 ? Optional.empty() : Optional.of("has a NUL in it");
    }
}
