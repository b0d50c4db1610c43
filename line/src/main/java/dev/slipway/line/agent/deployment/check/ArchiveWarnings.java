package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.agent.deployment.check.data.MemoryData;
import dev.slipway.line.agent.deployment.check.data.SchemaDrops;
import dev.slipway.line.agent.deployment.check.data.SpringDrops;
import dev.slipway.line.agent.deployment.check.web.ContextRootCheck;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.roll.Host;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reports what in an archive does not work as intended, although it may be deployed. */
final class ArchiveWarnings {
    /** So many of a list are reported: each is a step of its own, which the agent forces to disk. */
    private static final int MOST = 20;

    /** The characters of a text at most. The ledger would cut off the end of a longer one, and with it the remedy. */
    private static final int LONGEST = 1_200;

    private static final String NAMES_THAT_STAY = "For names that stay, in maven-ear-plugin:"
            + " <outputFileNameMapping>@{artifactId}@.@{extension}@</outputFileNameMapping>";

    private final Recorder recorder;

    ArchiveWarnings(Recorder recorder) {
        this.recorder = recorder;
    }

    /**
     * Reports a warning, without the middle of a long one, where names are.
     *
     * @param text a sentence or more without the last full stop
     */
    void warn(String text) throws IOException {
        int end = text.length() - LONGEST / 2;
        recorder.report(
                Kind.WARNING,
                null,
                text.length() > LONGEST ? text.substring(0, LONGEST / 2) + " … " + text.substring(end) : text);
    }

    /** Reports several, in this order, and of many how many more there are. */
    void warn(List<String> texts) throws IOException {
        int others = texts.size() - MOST;
        for (String text : others > 0 ? texts.subList(0, MOST) : texts) {
            warn(text);
        }
        if (others > 0) {
            warn(
                    others == 1
                            ? "There is 1 more warning like these"
                            : "There are " + others + " more warnings like these");
        }
    }

    /** httpd leads to nothing but the service's own context root. */
    void warnOfRoots(Set<String> outside, Host host, String service) throws IOException {
        if (!outside.isEmpty()) {
            warn("Its pages at " + String.join(", ", outside) + " (application.xml) are outside the context root "
                    + host.contextRoot() + " of " + service
                    + ", and httpd answers 404 for them. To serve everything: slipway services add "
                    + service + " --context / --probe " + host.probePath());
        }
    }

    /** WildFly derives the context root of an EJB JAR's SOAP endpoints from its file name. */
    void warnOfEndpoints(Set<String> jars, Descriptors descriptors, Host host, String service) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String jar : jars) {
            String file = jar.substring(jar.lastIndexOf('/') + 1);
            String root = "/" + file.replaceFirst("\\.jar$", "");
            Descriptors own = descriptors.byEjbJar().get(file);
            boolean isNamed = own != null && own.has(Descriptors.JBOSS_WEBSERVICES);
            boolean isOutside = !ContextRootCheck.outside(Set.of(root), host).isEmpty();
            if (!isNamed && (isOutside || VersionedNames.isVersioned(file))) {
                texts.add("The SOAP endpoints in " + file + " are at " + root
                        + ", which WildFly derives from the file name. Give them a path that stays the same and is"
                        + " within the context root " + host.contextRoot() + " of " + service
                        + ": <context-root> in the JAR's META-INF/jboss-webservices.xml,"
                        + " or @WebContext(contextRoot = …)");
            }
        }
        warn(texts);
    }

    /** Under another file name, WildFly begins with no sessions. */
    void warnOfSessions(Set<String> wars) throws IOException {
        if (!wars.isEmpty()) {
            warn("The version is in the names of its WARs (" + String.join(", ", wars)
                    + "), by which WildFly keeps their sessions: with the next version they are gone. "
                    + NAMES_THAT_STAY);
        }
    }

    /** Under another module's name, WildFly finds no timers, and creates only those of {@code @Schedule} itself. */
    void warnOfTimers(Set<String> modules) throws IOException {
        if (!modules.isEmpty()) {
            warn("It creates EJB timers by TimerService, and the version is in the names of its modules ("
                    + String.join(", ", modules)
                    + "), by which WildFly keeps the persistent ones: with the next version they are gone. "
                    + NAMES_THAT_STAY);
        }
    }

    /** WildFly prompts visitors for a password but accepts none. */
    void warnOfSignIns(Set<String> methods, String service) throws IOException {
        if (!methods.isEmpty()) {
            warn("Its web.xml signs people in by " + String.join(", ", methods)
                    + ", and no worker has users for that: everybody is refused, unless it brings an identity store"
                    + " (Jakarta Security). By Keycloak they sign in with <auth-method>OIDC</auth-method> and slipway"
                    + " services add " + service + " --login");
        }
    }

    /** WildFly reads that of the EAR only. */
    void warnOfStructures(Set<String> wars) throws IOException {
        if (!wars.isEmpty()) {
            warn(
                    "WildFly ignores jboss-deployment-structure.xml in the WARs of an EAR (" + String.join(", ", wars)
                            + "). Move it to the EAR's own META-INF/jboss-deployment-structure.xml, as <sub-deployment> of each WAR");
        }
    }

    /** Scripts can read them, although the server's own configuration is another. */
    void warnOfCookies(Set<String> wars) throws IOException {
        if (!wars.isEmpty()) {
            warn("Its web.xml has a cookie-config without http-only (" + String.join(", ", wars)
                    + "), so that scripts can read its session cookie. Add there: <http-only>true</http-only>");
        }
    }

    /** An in-memory database differs between workers. */
    void warnOfMemory(Set<String> files, int workers) throws IOException {
        if (!files.isEmpty()) {
            warn(MemoryData.warning(String.join(", ", files), workers));
        }
    }

    /** Each worker drops the tables of all. */
    void warnOfDrops(Set<String> drops) throws IOException {
        if (!drops.isEmpty()) {
            warn(SchemaDrops.warning(drops));
        }
    }

    /** The same of Spring. */
    void warnOfSpringDrops(Set<String> drops) throws IOException {
        if (!drops.isEmpty()) {
            warn(SpringDrops.warning(drops));
        }
    }
}
