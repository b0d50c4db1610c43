package dev.slipway.line.agent.deployment;

import dev.slipway.line.agent.journal.PreparationException;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.site.ArchiveFile;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.archive.ContextRoots;
import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.archive.JmsDeclarations;
import dev.slipway.line.archive.OldInitializers;
import dev.slipway.line.archive.OwnClasses;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.roll.Host;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks a service's archive, for errors and warnings, before any worker is changed. */
public final class ArchiveChecks {
    private static final String NAMES_THAT_STAY = "For names that stay, in maven-ear-plugin:"
            + " <outputFileNameMapping>@{artifactId}@.@{extension}@</outputFileNameMapping>";

    /** The elements of {@code web.xml} with what a server starts. */
    private static final List<String> STARTED = List.of("servlet-class", "jsp-file", "filter-class", "listener-class");

    private final Site site;
    private final Recorder recorder;

    ArchiveChecks(Site site, Recorder recorder) {
        this.site = site;
        this.recorder = recorder;
    }

    /**
     * Checks the agent's private copy of an archive.
     *
     * @param group the server group by the service's definition, if there is one
     * @throws PreparationException if it must not be deployed
     */
    void check(ArchiveFile archive, String service, Optional<DesiredGroup> group)
            throws IOException, PreparationException {
        Descriptors descriptors;
        Set<String> roots;
        Optional<String> own;
        Optional<String> unnamed;
        boolean isEar;
        try {
            descriptors = Descriptors.of(archive.file());
            roots = ContextRoots.of(archive.file(), service);
            isEar = archive.name(service).endsWith(ArchiveFile.EAR);
            own = isEar ? Optional.empty() : ContextRoots.ofWar(archive.file(), "");
            unnamed = isEar ? Optional.empty() : ContextRoots.byModule(archive.file(), service);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // However it is broken, it stays so: tried again, it would keep everybody else waiting.
            throw new PreparationException("The archive cannot be read: " + e.getMessage() + ". Build it again.");
        }
        CodeWarnings code = codeWarnings(archive);
        if (!code.isOfKnownAge()) {
            code.addOldLibraries(oldLibraries(archive, descriptors));
        }
        if (isEar && !code.hasEndpoints()) {
            refuseMissingWar(descriptors, service);
        }
        refuseOpenPages(SecurityDomains.unknown(descriptors));
        Optional<Host> host = host();
        if (host.isPresent()) {
            boolean isUnnamed = own.filter(String::isEmpty).isPresent();
            boolean isOfModule = isUnnamed && !unnamed.equals(Optional.of("/" + service));
            refuseUnreachable(
                    roots,
                    isUnnamed ? unnamed : own,
                    isOfModule ? "module-name in web.xml" : "jboss-web.xml",
                    host.get(),
                    service);
        }
        boolean hasLogin = group.filter(DesiredGroup::hasLogin).isPresent();
        SignIns signIns = SignIns.of(descriptors);
        Map<String, SignIns> wars = SignIns.byName(descriptors, service + ".war");
        if (hasLogin) {
            checkLogin(wars, service);
        } else if (group.isPresent()) {
            checkClients(wars, service);
        }
        if (host.isPresent()) {
            warnOfRoots(ContextRootCheck.outside(roots, host.get()), host.get(), service);
            warnOfEndpoints(code.endpointJars(), descriptors, host.get(), service);
        }
        // Such a variable overrides what the archive's own files say.
        boolean isSpringFixed =
                group.filter(of -> of.hasVariable(SpringConfiguration.VARIABLE)).isEmpty();
        if (site.workers().size() > 1) {
            Set<String> files = new TreeSet<>(MemoryData.of(descriptors));
            if (isSpringFixed) {
                files.addAll(MemoryData.ofSpring(descriptors));
            }
            warnOfMemory(files);
            warnOfSessions(roots.isEmpty() ? Set.of() : VersionedNames.ofSessions(descriptors));
        }
        if (group.isPresent()) {
            SharedDatabase shared =
                    new SharedDatabase(descriptors, group.get().hasDatabase());
            warnOfDrops(SchemaDrops.of(descriptors, shared));
            if (isSpringFixed) {
                warnOfSpringDrops(SpringDrops.of(descriptors, shared));
            }
        }
        if (site.label() != null && !hasLogin) {
            warnOfSignIns(signIns.withoutUsers(), service);
        }
        warnOfStructures(descriptors.warsWith(Descriptors.STRUCTURES));
        warnOfCookies(SessionCookies.unguarded(descriptors.byWar(service + ".war")));
        if (descriptors.isTrue(Descriptors.QUARTZ, "org.quartz.jobStore.isClustered")
                || SpringConfiguration.hasClusteredQuartz(descriptors)) {
            code.leaveOutQuartz();
        }
        for (String warning : code.in(new CodeWarnings.Place(
                service,
                site.workers().size(),
                group.filter(DesiredGroup::hasDatabase).isPresent(),
                hasLogin,
                isUnnamedRoot(roots, own, host)))) {
            warn(warning);
        }
        warnOfListeners(
                code.ofListeners(
                        service, group.map(DesiredGroup::destinations).orElse(Set.of())),
                archive,
                descriptors);
        if (code.createsTimers()) {
            warnOfTimers(VersionedNames.ofTimers(descriptors));
        }
    }

    /** Empty if the archive cannot be read as a stream, which WildFly may still be able to do. */
    private static CodeWarnings codeWarnings(ArchiveFile archive) {
        CodeWarnings warnings = new CodeWarnings();
        try {
            OwnClasses.read(archive.file(), warnings::add);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return new CodeWarnings();
        }
        return warnings;
    }

    /** Empty if {@code web.xml} names what is started, which fails if it is for {@code javax}, or if they cannot be read as a stream. */
    private static Set<String> oldLibraries(ArchiveFile archive, Descriptors descriptors) {
        boolean isNamed = STARTED.stream()
                .anyMatch(element ->
                        !descriptors.texts(Descriptors.WEB, "web-app", element).isEmpty());
        try {
            return isNamed ? Set.of() : OldInitializers.of(archive.file());
        } catch (IOException | RuntimeException e) {
            return Set.of();
        }
    }

    private static boolean isUnnamedRoot(Set<String> ear, Optional<String> own, Optional<Host> host) {
        return ear.isEmpty()
                && !own.equals(Optional.of("/"))
                && host.filter(where -> where.contextRoot().equals("/")).isPresent();
    }

    /** Nothing would answer httpd's health check; SOAP endpoints do, for which WildFly creates a web application. */
    private static void refuseMissingWar(Descriptors descriptors, String service) throws PreparationException {
        if (descriptors.wars().isEmpty()
                && descriptors
                        .texts(Descriptors.APPLICATION, "application", "web-uri")
                        .isEmpty()) {
            throw new PreparationException(
                    "The EAR has no WAR, so nothing in it can answer httpd's health check. Add a WAR"
                            + " with a small page or resource, and name that as the probe: slipway services add "
                            + service
                            + " --probe PATH");
        }
    }

    /** WildFly would let everybody in. */
    private static void refuseOpenPages(Set<String> domains) throws PreparationException {
        if (!domains.isEmpty()) {
            throw new PreparationException("It names the security domain " + String.join(", ", domains)
                    + " (jboss-*.xml), which no worker has: WildFly would let everybody in. Remove it: its"
                    + " users sign in by Keycloak (<auth-method>OIDC</auth-method>, services add --login), or"
                    + " it brings an identity store (Jakarta Security).");
        }
    }

    /**
     * With another context root than httpd's health check, it would never become healthy; with another than the service's, not be seen.
     * WildFly serves a WAR at {@code /}, whatever it says itself, if that is the service's: it is the server's default web module.
     *
     * @param ear the context roots of an EAR; empty for a WAR, or if they are unknown
     * @param own that of a WAR; empty for an EAR, or if it is unknown
     * @param where what says that of a WAR
     */
    private static void refuseUnreachable(
            Set<String> ear, Optional<String> own, String where, Host host, String service)
            throws PreparationException {
        Optional<String> why = ear.isEmpty()
                ? own.filter(root -> !host.contextRoot().equals("/"))
                        .flatMap(root -> ContextRootCheck.fault(Set.of(root), where, host, service))
                : ContextRootCheck.fault(ear, "application.xml", host, service);
        if (why.isPresent()) {
            throw new PreparationException(why.get());
        }
    }

    /** WildFly would answer every request to such a WAR with 500. */
    private void checkClients(Map<String, SignIns> wars, String service) throws IOException, PreparationException {
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
        warn("The web.xml of " + String.join(", ", withoutClient)
                + " signs people in by OIDC, and only another WAR brings a client: there, everything is answered with"
                + " 500. Add WEB-INF/oidc.json there");
    }

    /** The login is that of one WAR, whatever its {@code web.xml} says, and of no other. */
    private void checkLogin(Map<String, SignIns> wars, String service) throws IOException, PreparationException {
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
            warn(text + ". Only one WAR can have it");
        }
        SignIns replaced = wars.get(own);
        if (replaced != null && !replaced.withoutUsers().isEmpty()) {
            warn("Its web.xml signs people in by " + String.join(", ", replaced.withoutUsers())
                    + ", and its definition has a login, which replaces that by OIDC: they sign in by Keycloak");
        }
        if (replaced != null && replaced.isClientFileReplaced()) {
            warn("Its WEB-INF/oidc.json is ignored: " + service + "'s definition has a login, which replaces it."
                    + " Leave one of the two out");
        }
        warnOfSignIns(withoutUsers, service);
    }

    private Optional<Host> host() throws PreparationException {
        String label = site.label();
        try {
            return label == null ? Optional.empty() : site.hosts().of(label);
        } catch (BalancerException e) {
            throw new PreparationException(e.text());
        }
    }

    /** httpd leads to nothing but the service's own context root. */
    private void warnOfRoots(Set<String> outside, Host host, String service) throws IOException {
        if (!outside.isEmpty()) {
            warn("Its pages at " + String.join(", ", outside) + " (application.xml) are outside the context root "
                    + host.contextRoot() + " of " + service
                    + ", and httpd answers 404 for them. To serve everything: slipway services add "
                    + service + " --context / --probe " + host.probePath());
        }
    }

    /** WildFly derives the context root of an EJB JAR's SOAP endpoints from its file name. */
    private void warnOfEndpoints(Set<String> jars, Descriptors descriptors, Host host, String service)
            throws IOException {
        for (String jar : jars) {
            String file = jar.substring(jar.lastIndexOf('/') + 1);
            String root = "/" + file.replaceFirst("\\.jar$", "");
            Descriptors own = descriptors.byEjbJar().get(file);
            boolean isNamed = own != null && own.has(Descriptors.JBOSS_WEBSERVICES);
            boolean isOutside = !ContextRootCheck.outside(Set.of(root), host).isEmpty();
            if (!isNamed && (isOutside || VersionedNames.isVersioned(file))) {
                warn("The SOAP endpoints in " + file + " are at " + root + ", which WildFly derives from the file name."
                        + " Give them a path that stays the same and is within the context root " + host.contextRoot()
                        + " of " + service + ": <context-root> in the JAR's META-INF/jboss-webservices.xml,"
                        + " or @WebContext(contextRoot = …)");
            }
        }
    }

    /** Under another file name, WildFly begins with no sessions. */
    private void warnOfSessions(Set<String> wars) throws IOException {
        if (!wars.isEmpty()) {
            warn("The version is in the names of its WARs (" + String.join(", ", wars)
                    + "), by which WildFly keeps their sessions: with the next version they are gone. "
                    + NAMES_THAT_STAY);
        }
    }

    /** Under another module's name, WildFly finds no timers, and creates only those of {@code @Schedule} itself. */
    private void warnOfTimers(Set<String> modules) throws IOException {
        if (!modules.isEmpty()) {
            warn("It creates EJB timers by TimerService, and the version is in the names of its modules ("
                    + String.join(", ", modules)
                    + "), by which WildFly keeps the persistent ones: with the next version they are gone. "
                    + NAMES_THAT_STAY);
        }
    }

    /** WildFly asks visitors for a password, and takes none. */
    private void warnOfSignIns(Set<String> methods, String service) throws IOException {
        if (!methods.isEmpty()) {
            warn("Its web.xml signs people in by " + String.join(", ", methods)
                    + ", and no worker has users for that: everybody is refused, unless it brings an identity store"
                    + " (Jakarta Security). By Keycloak they sign in with <auth-method>OIDC</auth-method> and slipway"
                    + " services add " + service + " --login");
        }
    }

    /** WildFly reads that of the EAR only. */
    private void warnOfStructures(Set<String> wars) throws IOException {
        if (!wars.isEmpty()) {
            warn(
                    "WildFly ignores jboss-deployment-structure.xml in the WARs of an EAR (" + String.join(", ", wars)
                            + "). Move it to the EAR's own META-INF/jboss-deployment-structure.xml, as <sub-deployment> of each WAR");
        }
    }

    /** Scripts can read them, although the server's own configuration is another. */
    private void warnOfCookies(Set<String> wars) throws IOException {
        if (!wars.isEmpty()) {
            warn("Its web.xml has a cookie-config without http-only (" + String.join(", ", wars)
                    + "), so that scripts can read its session cookie. Add there: <http-only>true</http-only>");
        }
    }

    /** An in-memory database differs between workers. */
    private void warnOfMemory(Set<String> files) throws IOException {
        if (!files.isEmpty()) {
            warn(MemoryData.warning(String.join(", ", files), site.workers().size()));
        }
    }

    /** Each worker drops the tables of all. */
    private void warnOfDrops(Set<String> drops) throws IOException {
        if (!drops.isEmpty()) {
            warn(SchemaDrops.warning(drops));
        }
    }

    /** The same of Spring. */
    private void warnOfSpringDrops(Set<String> drops) throws IOException {
        if (!drops.isEmpty()) {
            warn(SpringDrops.warning(drops));
        }
    }

    /** WildFly starts such a bean. Nothing is said if the archive may define destinations itself. */
    private void warnOfListeners(List<String> warnings, ArchiveFile archive, Descriptors descriptors)
            throws IOException {
        if (warnings.isEmpty() || definesDestinations(archive, descriptors)) {
            return;
        }
        for (String warning : warnings) {
            warn(warning);
        }
    }

    private static boolean definesDestinations(ArchiveFile archive, Descriptors descriptors) {
        try {
            return !descriptors
                            .texts(Descriptors.WEB, "jms-destination", "name")
                            .isEmpty()
                    || !descriptors
                            .texts(Descriptors.APPLICATION, "jms-destination", "name")
                            .isEmpty()
                    || JmsDeclarations.mayBeIn(archive.file());
        } catch (IOException | RuntimeException e) {
            return true;
        }
    }

    private void warn(String text) throws IOException {
        recorder.report(Kind.WARNING, null, text);
    }
}
