package dev.slipway.line.agent.deployment.check.code;

import dev.slipway.line.archive.code.ClassFile;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The SOAP endpoints in an application's own code. */
public final class SoapEndpoints {
    private static final List<String> ENDPOINTS =
            List.of("Ljakarta/jws/WebService;", "Ljakarta/xml/ws/WebServiceProvider;");
    private static final List<String> BEANS = List.of("Ljakarta/ejb/Stateless;", "Ljakarta/ejb/Singleton;");
    private static final String WEB_CONTEXT = "Lorg/jboss/ws/api/annotation/WebContext;";

    private final FoundClasses found = new FoundClasses();
    private final SortedSet<String> jars = new TreeSet<>();
    private final SortedSet<String> rootedJars = new TreeSet<>();

    /**
     * Takes a class into account.
     *
     * @param jar the path of its JAR in an EAR; empty for a class of a WAR
     */
    void add(String jar, String name, ClassFile code) {
        // A client uses an interface to call another server's.
        if (code.refersToOne(ENDPOINTS) && !code.isInterface()) {
            found.add(name);
            if (!jar.isEmpty()) {
                addJar(jar, code);
            }
        }
    }

    private void addJar(String jar, ClassFile code) {
        if (code.refersToOne(BEANS)) {
            jars.add(jar);
        }
        if (code.refersTo(WEB_CONTEXT) && code.refersTo("contextRoot")) {
            rootedJars.add(jar);
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The paths of an EAR's JARs whose endpoints do not name their context root. */
    public SortedSet<String> unrootedJars() {
        SortedSet<String> unrooted = new TreeSet<>(jars);
        unrooted.removeAll(rootedJars);
        return unrooted;
    }

    /** The warning about those of an application that answers at {@code /} without naming that in its {@code jboss-web.xml}. */
    public List<String> atUnnamedRoot() {
        return found.isEmpty()
                ? List.of()
                : List.of("It has SOAP endpoints (" + found.names()
                        + "), which WildFly does not find at / by itself (WFLY-19780):"
                        + " they answer 500. Say so in WEB-INF/jboss-web.xml:"
                        + " <jboss-web><context-root>/</context-root></jboss-web>");
    }
}
