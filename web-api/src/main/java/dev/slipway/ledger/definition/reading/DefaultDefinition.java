package dev.slipway.ledger.definition.reading;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a service that is deployed before it is defined, as {@code slipway services add} writes it with no
 * options.
 */
public final class DefaultDefinition {
    private static final String MAIN = "production";
    private static final Pattern PLAIN = Pattern.compile("[a-z/][A-Za-z0-9./_-]*");
    private static final Pattern LAST_OF_SIZES = Pattern.compile("(\\nenvironments:\\n(?: {2}.*\\n)+)");
    private static final Set<String> OTHERWISE_READ =
            Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private DefaultDefinition() {}

    /** The file for one environment. Leaves out null values, and a probe that no definition may have. */
    public static String yaml(
            String service, String environment, @Nullable String contextRoot, @Nullable String probe) {
        return "service: %s\nenvironments:\n%s".formatted(scalar(service), size(environment))
                + (contextRoot == null ? "" : "contextRoot: " + scalar(contextRoot) + "\n")
                + (probe != null && Pattern.matches(DefinitionReader.PROBE, probe)
                        ? "probe: " + scalar(probe) + "\n"
                        : "");
    }

    /** The same with one more environment. */
    public static String yaml(String yaml, String environment) {
        return LAST_OF_SIZES.matcher(yaml).replaceFirst("$1" + Matcher.quoteReplacement(size(environment)));
    }

    private static String size(String environment) {
        return "  %s: {workers: %d}\n".formatted(scalar(environment), environment.equals(MAIN) ? 2 : 1);
    }

    /** Names and paths have no characters that need escaping within quotes. */
    private static String scalar(String text) {
        return PLAIN.matcher(text).matches() && !OTHERWISE_READ.contains(text) ? text : '"' + text + '"';
    }
}
