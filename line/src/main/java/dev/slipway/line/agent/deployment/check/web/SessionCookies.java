package dev.slipway.line.agent.deployment.check.web;

import dev.slipway.line.archive.Descriptors;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds session cookies that scripts can read by oversight: where {@code web.xml} has a {@code cookie-config}, WildFly takes
 * {@code http-only} from there alone, and not from the server's configuration.
 */
public final class SessionCookies {
    private static final String CONFIG = "cookie-config";
    private static final String HTTP_ONLY = "http-only";
    private static final Set<String> OTHERS = Set.of("name", "domain", "path", "comment", "secure", "max-age");

    private SessionCookies() {}

    /** The names of the WARs whose {@code cookie-config} does not say whether scripts can read the cookie. */
    public static Set<String> unguarded(Map<String, Descriptors> wars) {
        Set<String> names = new TreeSet<>();
        wars.forEach((name, war) -> {
            if (OTHERS.stream().anyMatch(element -> hasConfig(war, element)) && !hasConfig(war, HTTP_ONLY)) {
                names.add(name);
            }
        });
        return names;
    }

    /** The warning about these, although the server's own configuration is another. */
    public static String warning(Set<String> wars) {
        return "Its web.xml has a cookie-config without http-only (" + String.join(", ", wars)
                + "), so that scripts can read its session cookie. Add there: <http-only>true</http-only>";
    }

    private static boolean hasConfig(Descriptors war, String element) {
        return !war.texts(Descriptors.WEB, CONFIG, element).isEmpty();
    }
}
