package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.agent.task.PreparationException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks that the ways to sign in of an archive's WARs fit the definition of its service. */
final class LoginCheck {
    private final Map<String, SignIns> wars;
    private final String service;
    private final ArchiveWarnings warnings;

    /**
     * For one archive.
     *
     * @param wars by the names under which WildFly looks for their clients
     */
    LoginCheck(Map<String, SignIns> wars, String service, ArchiveWarnings warnings) {
        this.wars = wars;
        this.service = service;
        this.warnings = warnings;
    }

    /** WildFly would answer every request to such a WAR with status 500. */
    void checkWithoutLogin() throws IOException, PreparationException {
        Set<String> withoutClient = new TreeSet<>();
        wars.forEach((name, signIns) -> {
            if (signIns.needClient()) {
                withoutClient.add(name);
            }
        });
        if (withoutClient.isEmpty()) {
            return;
        }
        if (wars.values().stream().filter(SignIns::areByOidc).allMatch(SignIns::needClient)) {
            throw new PreparationException("Its web.xml signs people in by OIDC, and the definition of " + service
                    + " has no login: everything would be answered with 500. Give it one: slipway services add "
                    + service
                    + " --login");
        }
        warnings.warn(withoutClient.stream()
                .map(name -> "The web.xml of " + name + " has <auth-method>OIDC</auth-method>, but that WAR has no OIDC"
                        + " client, so it answers every request with 500. Add WEB-INF/oidc.json to it")
                .toList());
    }

    /** The login is that of one WAR, whatever its {@code web.xml} says, and of no other. */
    void checkWithLogin() throws IOException, PreparationException {
        String own = service + ".war";
        Set<String> withoutClient = new TreeSet<>();
        Set<String> withoutUsers = new TreeSet<>();
        wars.forEach((name, signIns) -> {
            if (!name.equals(own)) {
                withoutUsers.addAll(signIns.withoutUsers());
                if (signIns.needClient()) {
                    withoutClient.add(name);
                }
            }
        });
        if (!withoutClient.isEmpty()) {
            String text = "Its web.xml signs people in by OIDC, but to WildFly that WAR is "
                    + String.join(", ", withoutClient) + ", and the login of " + service + " is for " + own
                    + ": there, everything is answered with 500. Give that WAR this name: <module-name>" + service
                    + "</module-name> in its web.xml, or, in maven-ear-plugin, <bundleFileName>" + own
                    + "</bundleFileName>";
            if (!wars.containsKey(own)) {
                throw new PreparationException(text);
            }
            warnings.warn(text + ". Only one WAR can have it");
        }
        SignIns replaced = wars.get(own);
        if (replaced != null && !replaced.withoutUsers().isEmpty()) {
            warnings.warn("Its web.xml signs people in by " + String.join(", ", replaced.withoutUsers())
                    + ", and its definition has a login, which replaces that by OIDC: they sign in by Keycloak");
        }
        if (replaced != null && replaced.isClientFileReplaced()) {
            warnings.warn("Its WEB-INF/oidc.json is ignored: " + service
                    + "'s definition has a login, which replaces it." + " Leave one of the two out");
        }
        warnings.warnOfSignIns(withoutUsers, service);
    }

    /** The server asks people to sign in only where the archive says so. */
    void warnOfOpenPages() throws IOException {
        if (wars.containsKey(service + ".war")) {
            warnings.warn("Its definition has a login, but nothing in the archive asks anybody to sign in: everybody"
                    + " sees all of it. Say in its web.xml which paths need which role: <security-constraint> with"
                    + " <web-resource-collection> and <auth-constraint>");
        }
    }
}
