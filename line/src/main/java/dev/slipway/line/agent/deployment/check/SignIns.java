package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.archive.Descriptors;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The ways to sign in that an archive's {@code web.xml} names.
 *
 * @param methods as they are written; WildFly takes several, with options: {@code BASIC?silent=true,FORM}
 * @param hasClientFile whether {@code WEB-INF/oidc.json} configures OpenID Connect
 * @param hasClientParameter whether a context parameter does, such as one that names a resolver, which WildFly calls
 *     first
 */
record SignIns(Set<String> methods, boolean hasClientFile, boolean hasClientParameter) {
    private static final Pattern ASKING = Pattern.compile("(BASIC|FORM|DIGEST|CLIENT[-_]CERT)\\b.*");
    private static final Pattern OIDC = Pattern.compile("OIDC\\b.*");

    SignIns {
        methods = Set.copyOf(methods);
    }

    /** The sign-ins in an archive. An unreadable descriptor is ignored, as WildFly will reject it. */
    static SignIns of(Descriptors descriptors) {
        return new SignIns(
                descriptors.texts(Descriptors.WEB, "web-app", "auth-method"),
                descriptors.has(Descriptors.OIDC_CLIENT),
                descriptors.texts(Descriptors.WEB, "web-app", "param-name").stream()
                        .anyMatch(name -> name.startsWith("oidc.") || name.contains(".oidc.")));
    }

    /**
     * The sign-ins of each WAR, by the name under which WildFly looks for the WAR's OpenID Connect client: its {@code module-name}, or else its
     * file name. Neither {@code jboss-web.xml} nor {@code application.xml} can set it.
     *
     * @param own the file name of an archive that is no EAR
     */
    static Map<String, SignIns> byName(Descriptors descriptors, String own) {
        Map<String, SignIns> signIns = new TreeMap<>();
        descriptors
                .byWar(own)
                .forEach((file, war) -> signIns.put(
                        war.texts(Descriptors.WEB, "web-app", "module-name").stream()
                                .findFirst()
                                .map(module -> module + ".war")
                                .orElse(file),
                        of(war)));
        return signIns;
    }

    /** The methods that authenticate against users of the server: no worker has any. */
    Set<String> withoutUsers() {
        return matching(ASKING);
    }

    /** The warning about these: WildFly prompts visitors for a password but accepts none. */
    static String warning(Set<String> methods, String service) {
        return "Its web.xml signs people in by " + String.join(", ", methods)
                + ", and no worker has users for that: everybody is refused, unless it brings an identity store"
                + " (Jakarta Security). By Keycloak they sign in with <auth-method>OIDC</auth-method> and slipway"
                + " services add " + service + " --login";
    }

    /** Whether it relies on the server's configuration of OpenID Connect, without which it answers 500. */
    boolean needClient() {
        return !hasClientFile && !hasClientParameter && areByOidc();
    }

    /** Whether a login in the service's definition replaces its {@code WEB-INF/oidc.json}. */
    boolean isClientFileReplaced() {
        return hasClientFile && !hasClientParameter;
    }

    /** Whether people sign in by OpenID Connect, with whatever client. */
    boolean areByOidc() {
        return !matching(OIDC).isEmpty();
    }

    private Set<String> matching(Pattern pattern) {
        return methods.stream()
                .filter(method ->
                        pattern.matcher(method.toUpperCase(Locale.ROOT)).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
