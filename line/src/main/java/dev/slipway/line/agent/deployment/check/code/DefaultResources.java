package dev.slipway.line.agent.deployment.check.code;

import dev.slipway.line.agent.deployment.check.data.SpringConfiguration;
import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.archive.PersistenceUnit;
import dev.slipway.line.archive.code.Annotation;
import dev.slipway.line.archive.code.ClassFile;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds where an archive relies on a default resource of the server, which only the definition may give it. */
public final class DefaultResources {
    /** How {@code jboss-deployment-structure.xml} excludes it: the server then deploys no persistence unit. */
    private static final Pattern WITHOUT_JPA = Pattern.compile("<(\\w+:)?subsystem\\s+name\\s*=\\s*[\"']jpa[\"']");

    private static final Annotation RESOURCE = new Annotation("Ljakarta/annotation/Resource;");
    private static final Annotation INJECT = new Annotation("Ljakarta/inject/Inject;");

    private DefaultResources() {}

    /** Whether a class has the default data source injected. */
    static boolean injectsDataSource(ClassFile code) {
        return code.fields("Ljavax/sql/DataSource;").stream().anyMatch(annotations -> annotations.contains(RESOURCE));
    }

    /** Whether a class has a context of the default JMS connection factory injected. */
    static boolean injectsContext(ClassFile code) {
        // Another annotation may be a qualifier, or name the factory.
        return code.fields("Ljakarta/jms/JMSContext;").contains(List.of(INJECT));
    }

    /** The warnings about the default data source, on a service without a database. Spring may give the archive one. */
    public static List<String> ofDataSources(
            Descriptors descriptors, CodeWarnings code, List<SpringConfiguration> spring, String service) {
        return spring.stream().allMatch(SpringConfiguration::hasNoConnection)
                ? Stream.concat(ofUnits(descriptors, service).stream(), code.ofDefaultDataSource(service).stream())
                        .toList()
                : List.of();
    }

    private static List<String> ofUnits(Descriptors descriptors, String service) {
        if (Descriptors.STRUCTURES.stream().anyMatch(name -> descriptors.has(name, WITHOUT_JPA))) {
            return List.of();
        }
        Set<String> units = PersistenceUnit.of(descriptors).stream()
                .filter(PersistenceUnit::isByDefault)
                .map(PersistenceUnit::name)
                .collect(Collectors.toCollection(TreeSet::new));
        return units.isEmpty()
                ? List.of()
                : List.of("Its persistence.xml names no data source (" + String.join(", ", units) + ")"
                        + withoutDatabase(service));
    }

    /** The warning about classes with the default data source, on a service without a database. */
    static String ofDataSource(String classes, String service) {
        return "It has a data source injected by @Resource without lookup (" + classes + ")" + withoutDatabase(service);
    }

    /** The warning about classes with a context of the default connection factory, on a service without a broker. */
    static String ofContext(String classes, String service) {
        return "It has a JMSContext injected (" + classes + "), and without a broker " + service
                + " has no default connection factory. Give it one: slipway services add " + service + " --messaging";
    }

    private static String withoutDatabase(String service) {
        return ", and without a database " + service + " has no default one. Give it one: slipway services add "
                + service + " --database";
    }
}
