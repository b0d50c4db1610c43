package dev.slipway.line.upgrade.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The components of a version of Slipway, from its parent POM.
 *
 * @param slipway its own version
 * @param versions the version of each component by name, in display order
 * @param java the oldest JDK that it runs on
 */
public record Components(String slipway, Map<String, String> versions, int java) {
    public static final String KEYCLOAK = "Keycloak";
    static final String POSTGRESQL = "PostgreSQL";
    static final String WILDFLY = "WildFly";

    private static final Map<String, String> PROPERTIES = new LinkedHashMap<>();

    static {
        PROPERTIES.put(WILDFLY, "version.wildfly");
        PROPERTIES.put(KEYCLOAK, "version.keycloak");
        PROPERTIES.put(POSTGRESQL, "version.postgresql");
        PROPERTIES.put("Hibernate", "version.hibernate");
        PROPERTIES.put("Flyway", "version.flyway");
    }

    /**
     * Of a POM.
     *
     * @throws UpgradeException if it is not one of Slipway's
     */
    public static Components of(String pom) {
        Map<String, String> versions = new LinkedHashMap<>();
        PROPERTIES.forEach((name, property) -> find(pom, property).ifPresent(version -> versions.put(name, version)));
        return new Components(
                require(pom, "version"), versions, Integer.parseInt(require(pom, "maven.compiler.release")));
    }

    /** The version of a component; empty if there is none. */
    String version(String part) {
        return versions.getOrDefault(part, "");
    }

    /** Whether the version of a component differs. */
    public boolean differsIn(String part, Components other) {
        return !version(part).equals(other.version(part));
    }

    /** Whether a module's POM is the same in both versions, except for Slipway's own version. */
    public boolean hasSamePom(String pom, Components other, String otherPom) {
        return number(slipway, pom).equals(number(other.slipway, otherPom));
    }

    /** The module's parent comes first. */
    private static String number(String slipway, String pom) {
        return pom.replaceFirst(Pattern.quote("<version>" + slipway + "</version>"), "<version/>");
    }

    private static String require(String pom, String element) {
        return find(pom, element)
                .orElseThrow(() -> new UpgradeException("There is no <" + element + "> in pom.xml.", ""));
    }

    private static Optional<String> find(String pom, String element) {
        Matcher found = Pattern.compile("<" + Pattern.quote(element) + ">\\s*([^<\\s]+)\\s*</")
                .matcher(pom);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
