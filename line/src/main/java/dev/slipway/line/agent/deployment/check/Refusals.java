package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.agent.deployment.check.web.ContextRootCheck;
import dev.slipway.line.agent.deployment.check.web.VirtualHosts;
import dev.slipway.line.agent.deployment.check.web.WarRoot;
import dev.slipway.line.roll.Host;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Why an archive must not be deployed, as a pure function of the facts. */
final class Refusals {
    private Refusals() {}

    /** All reasons against it, each with its remedy; the most fundamental first. */
    static List<String> of(ArchiveFacts facts, Target target) {
        String service = target.service();
        return Stream.of(
                        missingWar(facts, service),
                        openPages(SecurityDomains.unknown(facts.descriptors())),
                        otherHosts(VirtualHosts.unknown(facts.descriptors()), service),
                        target.host().flatMap(host -> unreachable(facts.roots(), facts.root(), host, service)),
                        login(new LoginCheck(facts.descriptors(), service), target))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> missingWar(ArchiveFacts facts, String service) {
        return facts.isWithoutWar() && facts.own().endpoints().isEmpty()
                ? Optional.of("The EAR has no WAR, so nothing in it can answer httpd's health check. Add a WAR"
                        + " with a small page or resource, and name that as the probe: slipway services add "
                        + service
                        + " --probe PATH")
                : Optional.empty();
    }

    /** WildFly would let everybody in. */
    private static Optional<String> openPages(Set<String> domains) {
        return domains.isEmpty()
                ? Optional.empty()
                : Optional.of("It names the security domain " + String.join(", ", domains)
                        + " (jboss-*.xml), which no worker has: WildFly would let everybody in. Remove it: its"
                        + " users sign in by Keycloak (<auth-method>OIDC</auth-method>, services add --login), or"
                        + " it brings an identity store (Jakarta Security)");
    }

    /** It would not start. */
    private static Optional<String> otherHosts(Set<String> elements, String service) {
        return elements.isEmpty()
                ? Optional.empty()
                : Optional.of("It names " + String.join(", ", elements)
                        + " (jboss-web.xml or jboss-all.xml), which no worker has, so it would not start. Remove the"
                        + " element: httpd serves " + service + " at its own host name");
    }

    /**
     * With another context root than httpd's health check, it would never become healthy; with another than the service's, not be seen.
     * WildFly serves a WAR at {@code /}, whatever it says itself, if that is the service's: it is the server's default web module.
     *
     * @param ear the context roots of an EAR; empty for a WAR, or if they are unknown
     */
    private static Optional<String> unreachable(Set<String> ear, WarRoot war, Host host, String service) {
        return ear.isEmpty()
                ? war.served()
                        .filter(root -> !host.contextRoot().equals("/"))
                        .flatMap(root -> ContextRootCheck.fault(Set.of(root), war.source(service), host, service))
                : ContextRootCheck.fault(ear, "application.xml", host, service);
    }

    private static Optional<String> login(LoginCheck check, Target target) {
        return target.hasLogin() ? check.faultWithLogin() : target.group().flatMap(group -> check.faultWithoutLogin());
    }
}
