package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.archive.Descriptors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Checks that the ways to sign in of an archive's WARs fit the definition of its service. A login of that is for one
 * WAR, whatever its {@code web.xml} says, and for no other.
 */
final class LoginCheck {
    private final String service;

    /** The name of the WAR that a login is for. */
    private final String own;

    private final Map<String, SignIns> wars;
    private final Map<String, SignIns> others;

    LoginCheck(Descriptors descriptors, String service) {
        this(SignIns.byName(descriptors, service + ".war"), service);
    }

    /**
     * For one archive.
     *
     * @param wars by the names under which WildFly looks for their clients
     */
    LoginCheck(Map<String, SignIns> wars, String service) {
        this.service = service;
        this.wars = wars;
        own = service + ".war";
        others = new TreeMap<>(wars);
        others.remove(own);
    }

    /** WildFly would answer every request to the archive with status 500. */
    Optional<String> faultWithoutLogin() {
        return !withoutClient(wars).isEmpty()
                        && wars.values().stream().filter(SignIns::areByOidc).allMatch(SignIns::needClient)
                ? Optional.of("Its web.xml signs people in by OIDC, and the definition of " + service
                        + " has no login: everything would be answered with 500. Give it one: slipway services add "
                        + service
                        + " --login")
                : Optional.empty();
    }

    /** The warnings about an archive without that fault. */
    List<String> warningsWithoutLogin() {
        return withoutClient(wars).stream()
                .map(name -> "The web.xml of " + name + " has <auth-method>OIDC</auth-method>, but that WAR has no OIDC"
                        + " client, so it answers every request with 500. Add WEB-INF/oidc.json to it")
                .toList();
    }

    /** The login is for none of its WARs. */
    Optional<String> faultWithLogin() {
        return wars.containsKey(own) ? Optional.empty() : otherWars();
    }

    /** The warnings about an archive without that fault. */
    List<String> warningsWithLogin() {
        List<String> warnings = new ArrayList<>();
        otherWars().ifPresent(text -> warnings.add(text + ". Only one WAR can have it"));
        SignIns replaced = wars.get(own);
        if (replaced != null && !replaced.withoutUsers().isEmpty()) {
            warnings.add("Its web.xml signs people in by " + String.join(", ", replaced.withoutUsers())
                    + ", and its definition has a login, which replaces that by OIDC: they sign in by Keycloak");
        }
        if (replaced != null && replaced.isClientFileReplaced()) {
            warnings.add("Its WEB-INF/oidc.json is ignored: " + service
                    + "'s definition has a login, which replaces it." + " Leave one of the two out");
        }
        Set<String> withoutUsers = others.values().stream()
                .flatMap(war -> war.withoutUsers().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!withoutUsers.isEmpty()) {
            warnings.add(SignIns.warning(withoutUsers, service));
        }
        return List.copyOf(warnings);
    }

    /** The WARs that the login is not for, although they need it. */
    private Optional<String> otherWars() {
        Set<String> names = withoutClient(others);
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("Its web.xml signs people in by OIDC, but to WildFly that WAR is "
                        + String.join(", ", names) + ", and the login of " + service + " is for " + own
                        + ": there, everything is answered with 500. Give that WAR this name: <module-name>" + service
                        + "</module-name> in its web.xml, or, in maven-ear-plugin, <bundleFileName>" + own
                        + "</bundleFileName>");
    }

    /** The warning where a login is of no use: the server asks people to sign in only where the archive says so. */
    List<String> ofOpenPages() {
        return wars.containsKey(own)
                ? List.of("Its definition has a login, but nothing in the archive asks anybody to sign in: everybody"
                        + " sees all of it. Say in its web.xml which paths need which role: <security-constraint> with"
                        + " <web-resource-collection> and <auth-constraint>")
                : List.of();
    }

    private static Set<String> withoutClient(Map<String, SignIns> wars) {
        return wars.entrySet().stream()
                .filter(war -> war.getValue().needClient())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
