package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.agent.deployment.check.code.CodeWarnings;
import dev.slipway.line.agent.deployment.check.code.CodeWarnings.TargetService;
import dev.slipway.line.agent.deployment.check.code.DefaultResources;
import dev.slipway.line.agent.deployment.check.data.MemoryData;
import dev.slipway.line.agent.deployment.check.data.SchemaDrops;
import dev.slipway.line.agent.deployment.check.data.SharedDatabase;
import dev.slipway.line.agent.deployment.check.data.SpringConfiguration;
import dev.slipway.line.agent.deployment.check.data.SpringDrops;
import dev.slipway.line.agent.deployment.check.web.ContextRootCheck;
import dev.slipway.line.agent.deployment.check.web.SessionCookies;
import dev.slipway.line.agent.deployment.check.web.SessionCopies;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.archive.code.Declaration;
import dev.slipway.line.roll.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The warnings about an archive that is not refused, as a pure function of the facts. */
final class Warnings {
    /** The variable that MicroProfile Config reads as the parameter of {@code web.xml}. */
    private static final Pattern HEEDING_ROLES = Pattern.compile("(?i)RESTEASY_ROLE_BASED_SECURITY");

    private final ArchiveFacts facts;
    private final Target target;
    private final String service;
    private final Descriptors descriptors;
    private final CodeWarnings code;
    private final List<SpringConfiguration> spring;
    private final List<Warning> warnings = new ArrayList<>();

    private Warnings(ArchiveFacts facts, Target target) {
        this.facts = facts;
        this.target = target;
        service = target.service();
        descriptors = facts.descriptors();
        code = facts.own().warnings();
        spring = SpringConfiguration.of(descriptors, target.group());
    }

    /** All of them. */
    static List<Warning> of(ArchiveFacts facts, Target target) {
        Warnings found = new Warnings(facts, target);
        found.login();
        target.host().ifPresent(found::host);
        if (target.workers() > 1) {
            found.severalWorkers();
        }
        target.group().ifPresent(found::resources);
        found.signIns();
        found.webDescriptors();
        found.ownCode();
        return List.copyOf(found.warnings);
    }

    /** Whether people can sign in as the definition says. */
    private void login() {
        LoginCheck login = new LoginCheck(descriptors, service);
        if (target.hasLogin()) {
            warn(login.warningsWithLogin());
            if (!code.asksWhoCalls()) {
                warnUnless(Declaration.CONSTRAINT, login.ofOpenPages());
            }
        } else if (target.group().isPresent()) {
            warn(login.warningsWithoutLogin());
        }
    }

    /** What httpd does not lead to, or check, as intended. */
    private void host(Host host) {
        warn(ContextRootCheck.ofOutside(facts.roots(), host, service));
        warn(ContextRootCheck.ofProbe(facts.roots(), host, service));
        warn(ContextRootCheck.ofWarAtRoot(facts.root().said(), facts.root().source(service), host, service));
        warn(EndpointRoots.warnings(facts.own().endpoints().unrootedJars(), descriptors, host, service));
    }

    /** What each worker would have of its own. */
    private void severalWorkers() {
        Set<String> files = new TreeSet<>(MemoryData.of(descriptors));
        files.addAll(MemoryData.ofSpring(spring));
        warnOf(files, names -> MemoryData.warning(String.join(", ", names), target.workers()));
        if (!facts.roots().isEmpty()) {
            warnOf(VersionedNames.ofSessions(descriptors), VersionedNames::warningOfSessions);
        }
        warn(SessionCopies.turnedOff(descriptors.byWar(service + ".war")));
        if (!SessionCopies.areAskedFor(descriptors)) {
            warn(code.ofSessions());
        }
    }

    /** What does not fit the database and the broker of the definition. */
    private void resources(DesiredGroup group) {
        SharedDatabase shared = new SharedDatabase(descriptors, group.hasDatabase());
        warnOf(SchemaDrops.of(descriptors, shared), SchemaDrops::warning);
        warnOf(SpringDrops.of(spring, shared), SpringDrops::warning);
        if (!group.hasDatabase()) {
            warnUnless(
                    Declaration.DATA_SOURCE,
                    DefaultResources.ofDataSources(descriptors, code, spring, group.service()));
        } else if (MemoryData.isSpringsDefault(descriptors, spring)) {
            warnUnless(Declaration.SPRING_DATA_SOURCE, List.of(MemoryData.warning(group)));
        }
        if (group.destinations().isEmpty()) {
            warnUnless(Declaration.JMS_FACTORY, code.ofDefaultConnectionFactory(group.service()));
        }
    }

    private void signIns() {
        if (!target.hasLogin()) {
            warnOf(SignIns.of(descriptors).withoutUsers(), methods -> SignIns.warning(methods, service));
        }
    }

    /** What WildFly does with descriptors, whatever the definition says. */
    private void webDescriptors() {
        warnOf(descriptors.warsWith(Descriptors.STRUCTURES), Warnings::ofStructures);
        warnOf(SessionCookies.unguarded(descriptors.byWar(service + ".war")), SessionCookies::warning);
    }

    private void ownCode() {
        warn(code.forService(new TargetService(service, target.workers(), target.hasDatabase(), target.hasLogin())));
        if (isUnnamedRoot()) {
            warn(facts.own().endpoints().atUnnamedRoot());
        }
        if (target.group().filter(one -> one.hasVariable(HEEDING_ROLES)).isEmpty()) {
            warnUnless(Declaration.ROLES, code.ofRoles());
        }
        // WildFly starts a bean whose destination the archive itself may define, besides those of the definition.
        if (!definesDestinations()) {
            Set<String> destinations =
                    target.group().map(DesiredGroup::destinations).orElse(Set.of());
            warnUnless(Declaration.DESTINATION, facts.own().listeners().warnings(service, destinations));
        }
        if (code.createsTimers()) {
            warnOf(VersionedNames.ofTimers(descriptors), VersionedNames::warningOfTimers);
        }
    }

    /** Whether the archive answers at {@code /} without naming that. */
    private boolean isUnnamedRoot() {
        return facts.roots().isEmpty()
                && !facts.root().isNamed("/")
                && target.host()
                        .filter(where -> where.contextRoot().equals("/"))
                        .isPresent();
    }

    private boolean definesDestinations() {
        return Stream.of(Descriptors.WEB, Descriptors.APPLICATION)
                .anyMatch(name ->
                        !descriptors.texts(name, "jms-destination", "name").isEmpty());
    }

    /** WildFly reads that of the EAR only. */
    private static String ofStructures(Set<String> wars) {
        return "WildFly ignores jboss-deployment-structure.xml in the WARs of an EAR (" + String.join(", ", wars)
                + "). Move it to the EAR's own META-INF/jboss-deployment-structure.xml, as <sub-deployment> of each WAR";
    }

    private void warn(List<String> texts) {
        warn(texts, Optional.empty());
    }

    private void warnUnless(Declaration declaration, List<String> texts) {
        warn(texts, Optional.of(declaration));
    }

    private void warn(List<String> texts, Optional<Declaration> unless) {
        if (!texts.isEmpty()) {
            warnings.add(new Warning(texts, unless));
        }
    }

    private void warnOf(Set<String> names, Function<Set<String>, String> text) {
        if (!names.isEmpty()) {
            warn(List.of(text.apply(names)));
        }
    }
}
