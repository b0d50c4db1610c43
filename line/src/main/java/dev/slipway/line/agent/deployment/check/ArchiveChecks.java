package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.agent.deployment.check.code.CodeWarnings;
import dev.slipway.line.agent.deployment.check.code.CodeWarnings.TargetService;
import dev.slipway.line.agent.deployment.check.code.DefaultResources;
import dev.slipway.line.agent.deployment.check.code.OwnCode;
import dev.slipway.line.agent.deployment.check.data.MemoryData;
import dev.slipway.line.agent.deployment.check.data.SchemaDrops;
import dev.slipway.line.agent.deployment.check.data.SharedDatabase;
import dev.slipway.line.agent.deployment.check.data.SpringConfiguration;
import dev.slipway.line.agent.deployment.check.data.SpringDrops;
import dev.slipway.line.agent.deployment.check.web.ContextRootCheck;
import dev.slipway.line.agent.deployment.check.web.SessionCookies;
import dev.slipway.line.agent.deployment.check.web.SessionCopies;
import dev.slipway.line.agent.deployment.check.web.VirtualHosts;
import dev.slipway.line.agent.deployment.check.web.WarRoot;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.site.ArchiveFile;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.archive.ContextRoots;
import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.archive.UnreadableException;
import dev.slipway.line.archive.code.Declaration;
import dev.slipway.line.archive.code.OldInitializers;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.roll.Host;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks a service's archive, for errors and warnings, before any worker is changed. */
public final class ArchiveChecks {
    /** The elements of {@code web.xml} with what a server starts. */
    private static final List<String> STARTED = List.of("servlet-class", "jsp-file", "filter-class", "listener-class");

    /** The variable that MicroProfile Config reads as the parameter of {@code web.xml}. */
    private static final Pattern HEEDING_ROLES = Pattern.compile("(?i)RESTEASY_ROLE_BASED_SECURITY");

    private final Site site;
    private final ArchiveWarnings warnings;

    public ArchiveChecks(Site site, Recorder recorder) {
        this.site = site;
        warnings = new ArchiveWarnings(recorder);
    }

    /**
     * Checks the agent's private copy of an archive.
     *
     * @param group the server group by the service's definition, if there is one
     * @param isRollback whether it is deployed again: it is not read once more for what only warnings depend on
     * @throws PreparationException if it must not be deployed
     */
    public void check(ArchiveFile archive, String service, Optional<DesiredGroup> group, boolean isRollback)
            throws IOException, PreparationException {
        Descriptors descriptors;
        Set<String> roots;
        WarRoot root;
        boolean isEar;
        try {
            descriptors = Descriptors.of(archive.file());
            roots = ContextRoots.of(archive.file(), service);
            isEar = archive.name(service).endsWith(ArchiveFile.EAR);
            root = isEar ? WarRoot.UNKNOWN : WarRoot.of(archive.file(), service, descriptors);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // However it is broken, it stays so: tried again, it would keep everybody else waiting.
            throw new PreparationException(
                    "The archive cannot be read: " + e.getMessage() + ". " + UnreadableException.remedy(e), e);
        }
        boolean isWarMissing = isEar && hasNoWar(descriptors);
        OwnCode own = isRollback && !isWarMissing ? new OwnCode() : OwnCode.of(archive.file());
        CodeWarnings code = own.warnings();
        if (!isRollback && !code.isOfKnownAge()) {
            code.addOldLibraries(oldLibraries(archive, descriptors));
        }
        if (isWarMissing && own.endpoints().isEmpty()) {
            throw new PreparationException(
                    "The EAR has no WAR, so nothing in it can answer httpd's health check. Add a WAR"
                            + " with a small page or resource, and name that as the probe: slipway services add "
                            + service
                            + " --probe PATH");
        }
        refuseOpenPages(SecurityDomains.unknown(descriptors));
        if (site.label() != null) {
            refuseOtherHosts(VirtualHosts.unknown(descriptors), service);
        }
        Declared declared = isRollback ? Declared.unread(archive.file()) : Declared.of(archive.file());
        Optional<Host> host = host();
        if (host.isPresent()) {
            refuseUnreachable(roots, root, host.get(), service);
        }
        boolean hasLogin = group.filter(DesiredGroup::hasLogin).isPresent();
        LoginCheck login = new LoginCheck(SignIns.byName(descriptors, service + ".war"), service, warnings);
        if (hasLogin) {
            login.checkWithLogin();
            if (!code.asksWhoCalls() && !declared.mayHave(Declaration.CONSTRAINT)) {
                login.warnOfOpenPages();
            }
        } else if (group.isPresent()) {
            login.checkWithoutLogin();
        }
        if (host.isPresent()) {
            warnings.warnOfRoots(ContextRootCheck.outside(roots, host.get()), host.get(), service);
            warnings.warn(ContextRootCheck.ofProbe(roots, host.get(), service));
            warnings.warn(ContextRootCheck.ofWarAtRoot(root.said(), root.source(service), host.get(), service));
            warnings.warnOfEndpoints(own.endpoints().unrootedJars(), descriptors, host.get(), service);
        }
        List<SpringConfiguration> spring = SpringConfiguration.of(descriptors, group);
        if (site.workers().size() > 1) {
            warnOfSeveralWorkers(descriptors, code, spring, roots, service);
        }
        if (group.isPresent()) {
            warnOfDefinition(declared, descriptors, code, spring, group.get());
        }
        if (site.label() != null && !hasLogin) {
            warnings.warnOfSignIns(SignIns.of(descriptors).withoutUsers(), service);
        }
        warnings.warnOfStructures(descriptors.warsWith(Descriptors.STRUCTURES));
        warnings.warnOfCookies(SessionCookies.unguarded(descriptors.byWar(service + ".war")));
        if (descriptors.isTrue(Descriptors.QUARTZ, "org.quartz.jobStore.isClustered")
                || spring.stream().anyMatch(SpringConfiguration::hasClusteredQuartz)) {
            code.leaveOutQuartz();
        }
        boolean hasDatabase = group.filter(DesiredGroup::hasDatabase).isPresent();
        warnings.warn(code.forService(new TargetService(service, site.workers().size(), hasDatabase, hasLogin)));
        if (isUnnamedRoot(roots, root, host)) {
            warnings.warn(own.endpoints().atUnnamedRoot());
        }
        if (group.filter(one -> one.hasVariable(HEEDING_ROLES)).isEmpty()) {
            warnUnlessDeclared(code.ofRoles(), declared, Declaration.ROLES);
        }
        Set<String> destinations = group.map(DesiredGroup::destinations).orElse(Set.of());
        List<String> listeners = own.listeners().warnings(service, destinations);
        // WildFly starts a bean whose destination the archive itself may define.
        if (!listeners.isEmpty() && !mayDefineDestinations(declared, descriptors)) {
            warnings.warn(listeners);
        }
        if (code.createsTimers()) {
            warnings.warnOfTimers(VersionedNames.ofTimers(descriptors));
        }
    }

    /** What each worker would have of its own. */
    private void warnOfSeveralWorkers(
            Descriptors descriptors,
            CodeWarnings code,
            List<SpringConfiguration> spring,
            Set<String> roots,
            String service)
            throws IOException {
        Set<String> files = new TreeSet<>(MemoryData.of(descriptors));
        files.addAll(MemoryData.ofSpring(spring));
        warnings.warnOfMemory(files, site.workers().size());
        warnings.warnOfSessions(roots.isEmpty() ? Set.of() : VersionedNames.ofSessions(descriptors));
        warnings.warn(SessionCopies.turnedOff(descriptors.byWar(service + ".war")));
        if (!SessionCopies.areAskedFor(descriptors)) {
            warnings.warn(code.ofSessions());
        }
    }

    /** What does not fit the database and the broker of the definition. */
    private void warnOfDefinition(
            Declared declared,
            Descriptors descriptors,
            CodeWarnings code,
            List<SpringConfiguration> spring,
            DesiredGroup group)
            throws IOException {
        SharedDatabase shared = new SharedDatabase(descriptors, group.hasDatabase());
        warnings.warnOfDrops(SchemaDrops.of(descriptors, shared));
        warnings.warnOfSpringDrops(SpringDrops.of(spring, shared));
        if (!group.hasDatabase()) {
            warnUnlessDeclared(
                    DefaultResources.ofDataSources(descriptors, code, spring, group.service()),
                    declared,
                    Declaration.DATA_SOURCE);
        } else if (MemoryData.isSpringsDefault(descriptors, spring)) {
            warnUnlessDeclared(List.of(MemoryData.warning(group)), declared, Declaration.SPRING_DATA_SOURCE);
        }
        if (group.destinations().isEmpty()) {
            warnUnlessDeclared(code.ofDefaultConnectionFactory(group.service()), declared, Declaration.JMS_FACTORY);
        }
    }

    /**
     * Empty if {@code web.xml} names servlets, pages, filters or listeners, which fail if they are for {@code javax},
     * or if the libraries cannot be read as a stream.
     */
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

    /** Whether the archive answers at {@code /} without naming that. */
    private static boolean isUnnamedRoot(Set<String> ear, WarRoot war, Optional<Host> host) {
        return ear.isEmpty()
                && !war.isNamed("/")
                && host.filter(where -> where.contextRoot().equals("/")).isPresent();
    }

    /**
     * Without a WAR, nothing answers httpd's health check. SOAP endpoints do: WildFly creates a web application for
     * them.
     */
    private static boolean hasNoWar(Descriptors descriptors) {
        return descriptors.wars().isEmpty()
                && descriptors
                        .texts(Descriptors.APPLICATION, "application", "web-uri")
                        .isEmpty();
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

    /** It would not start; the ledger's own workers have more hosts. */
    private static void refuseOtherHosts(Set<String> elements, String service) throws PreparationException {
        if (!elements.isEmpty()) {
            throw new PreparationException("It names " + String.join(", ", elements)
                    + " (jboss-web.xml or jboss-all.xml), which no worker has, so it would not start. Remove the"
                    + " element: httpd serves " + service + " at its own host name.");
        }
    }

    /**
     * With another context root than httpd's health check, it would never become healthy; with another than the service's, not be seen.
     * WildFly serves a WAR at {@code /}, whatever it says itself, if that is the service's: it is the server's default web module.
     *
     * @param ear the context roots of an EAR; empty for a WAR, or if they are unknown
     */
    private static void refuseUnreachable(Set<String> ear, WarRoot war, Host host, String service)
            throws PreparationException {
        Optional<String> why = ear.isEmpty()
                ? war.served()
                        .filter(root -> !host.contextRoot().equals("/"))
                        .flatMap(root -> ContextRootCheck.fault(Set.of(root), war.source(service), host, service))
                : ContextRootCheck.fault(ear, "application.xml", host, service);
        if (why.isPresent()) {
            throw new PreparationException(why.get());
        }
    }

    private Optional<Host> host() throws PreparationException {
        String label = site.label();
        try {
            return label == null ? Optional.empty() : site.hosts().of(label);
        } catch (BalancerException e) {
            throw new PreparationException(e.text(), e);
        }
    }

    /** By itself, besides those of the definition. */
    private static boolean mayDefineDestinations(Declared declared, Descriptors descriptors) {
        return Stream.of(Descriptors.WEB, Descriptors.APPLICATION)
                        .anyMatch(name -> !descriptors
                                .texts(name, "jms-destination", "name")
                                .isEmpty())
                || declared.mayHave(Declaration.DESTINATION);
    }

    private void warnUnlessDeclared(List<String> texts, Declared declared, Declaration kind) throws IOException {
        if (!texts.isEmpty() && !declared.mayHave(kind)) {
            warnings.warn(texts);
        }
    }
}
