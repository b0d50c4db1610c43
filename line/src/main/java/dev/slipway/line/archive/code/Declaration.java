package dev.slipway.line.archive.code;

import dev.slipway.line.archive.Archives;
import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.archive.code.NestedArchives.Counting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What an archive may declare anywhere in it, also in its libraries, so that a warning would be wrong. */
public enum Declaration {
    /** JMS destinations, and where message-driven beans listen, outside of these beans' annotations. */
    DESTINATION(
            "(.*/)?((WEB|META)-INF/([^/]*-jms|ejb-jar|jboss-ejb3))\\.xml",
            code -> code.refersTo("Ljakarta/jms/JMSDestinationDefinition")),

    /** Data sources, and what an injected one refers to. */
    DATA_SOURCE("(.*/)?(WEB|META)-INF/[^/]*-ds\\.xml", Declaration::definesDataSource),

    /** JMS connection factories. */
    JMS_FACTORY(
            "(.*/)?((WEB|META)-INF/([^/]*-jms|ironjacamar|ra)\\.xml|[^/]+\\.rar)",
            text -> text.refersTo("JMSConnectionFactoryDefinition") || text.refersTo("jms-connection-factory")),

    /** The database of Spring Boot, outside of the configuration files that {@link Descriptors} has. */
    SPRING_DATA_SOURCE(
            "(((.*/)?WEB-INF/classes/)?config/application[^/]*|(.*/)?WEB-INF/classes/application-default"
                    + "|application[^/]*)\\.(properties|ya?ml)",
            Declaration::connectsSpring),

    /** Who may see what, by constraints or by code that asks who somebody is. */
    CONSTRAINT("(.*/)?spring-security-[^/]*\\.jar", Declaration::asksWhoSomebodyIs),

    /** That REST resources heed {@code @RolesAllowed}. */
    ROLES("(.*/)?spring-security-[^/]*\\.jar", Declaration::heedsRoles);

    private static final Pattern READ =
            Pattern.compile("(.*/)?([^/]+\\.class|(WEB|META)-INF/(web|web-fragment|ejb-jar|application)\\.xml"
                    + "|META-INF/microprofile-config\\.properties)");

    /** A WAR in an EAR, and a JAR in that. */
    private static final int DEEPEST = 2;

    /** These have the beans that an application may replace. */
    private static final Pattern OF_SPRING = Pattern.compile("(.*/)?spring-[^/]*\\.jar");

    private static final List<String> CONSTRAINT_SIGNS = List.of(
            "security-constraint",
            "ServletSecurity",
            "jakarta/annotation/security/",
            "jakarta/security/enterprise/",
            "jakarta/ws/rs/core/SecurityContext",
            "getUserPrincipal",
            "getRemoteUser",
            "isUserInRole",
            "getCallerPrincipal",
            "isCallerInRole",
            "io/undertow/security/",
            "org/apache/shiro/",
            "org/eclipse/microprofile/auth/",
            "org/eclipse/microprofile/jwt/",
            "org/springframework/security/",
            "org/wildfly/security/");

    private static final List<String> ROLES_SIGNS = List.of(
            "resteasy.role.based.security",
            "RoleBasedSecurityFeature",
            "RolesAllowedDynamicFeature",
            "SecureAnnotationsInterceptor");

    /** With these, a class that refers to {@code @RolesAllowed} may look for it on others. */
    private static final List<String> INTERCEPTING = List.of(
            "jakarta/ws/rs/container/ContainerRequestFilter",
            "jakarta/ws/rs/container/DynamicFeature",
            "jakarta/interceptor/AroundInvoke");

    private static final Pattern DATA_SOURCE_ELEMENT = Pattern.compile("[<:](data-source|resource-ref)[ >]");
    private static final Pattern DATA_SOURCE_RETURNED = Pattern.compile("\\)L[\\w/$]*DataSource;");

    /** Signs of other properties, or of connections that an application makes itself. */
    private static final List<String> SPRING_SIGNS = List.of(
            "spring.datasource",
            "spring.profiles",
            "setAdditionalProfiles",
            "setDefaultProperties",
            "Lorg/springframework/context/annotation/PropertySource;",
            "Lorg/springframework/context/annotation/ImportResource;",
            "org/springframework/boot/env/EnvironmentPostProcessor",
            "org/springframework/jdbc/datasource/lookup/",
            "org/springframework/jdbc/datasource/DriverManagerDataSource",
            "org/springframework/jdbc/datasource/embedded/",
            "JdbcConnectionDetails");

    private final Pattern descriptor;
    private final Predicate<ClassFile> isInText;

    /**
     * A kind of declaration.
     *
     * @param descriptor the names of files that may have it, whatever they contain
     * @param isInText whether a class has it, or another file that is read
     */
    Declaration(String descriptor, Predicate<ClassFile> isInText) {
        this.descriptor = Pattern.compile(descriptor);
        this.isInText = isInText;
    }

    /**
     * Those that an archive may have, by a descriptor or a class anywhere in it. All, if it unpacks to more than the limit.
     *
     * @throws IOException if the archive or a nested one cannot be read
     */
    public static Set<Declaration> in(Path archive) throws IOException {
        return in(archive, Archives.MOST_UNPACKED);
    }

    /** With a different limit. */
    static Set<Declaration> in(Path archive, long mostUnpacked) throws IOException {
        NestedArchives archives = new NestedArchives(mostUnpacked, Counting.UNPACKED_AND_PACKED);
        Set<Declaration> missing = EnumSet.allOf(Declaration.class);
        try (ZipFile zip = Archives.open(archive)) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements() && !archives.isOver()) {
                ZipEntry entry = entries.nextElement();
                try (InputStream content = zip.getInputStream(entry)) {
                    visit(archives, missing, entry.getName(), content, DEEPEST);
                }
            }
        }
        Set<Declaration> found = EnumSet.allOf(Declaration.class);
        if (!archives.isOver()) {
            found.removeAll(missing);
        }
        return found;
    }

    /** Removes what an entry has from those that are missing, and ends when none is. */
    private static void visit(
            NestedArchives archives, Set<Declaration> missing, String name, InputStream content, int deepest)
            throws IOException {
        missing.removeIf(one -> one.descriptor.matcher(name).matches());
        if (READ.matcher(name).matches()) {
            ClassFile text = new ClassFile(archives.beginning(content));
            missing.removeIf(one -> one.isInText.test(text));
        } else if (deepest > 0 && isArchive(name)) {
            archives.readEntries(content, (inner, stream) -> visit(archives, missing, inner, stream, deepest - 1));
        }
        if (missing.isEmpty()) {
            archives.stop();
        }
    }

    private static boolean isArchive(String name) {
        return name.endsWith(".war")
                || name.endsWith(".jar") && !OF_SPRING.matcher(name).matches();
    }

    private static boolean definesDataSource(ClassFile text) {
        return text.refersTo("Ljakarta/annotation/sql/DataSourceDefinition") || text.contains(DATA_SOURCE_ELEMENT);
    }

    private static boolean asksWhoSomebodyIs(ClassFile text) {
        return text.refersToOne(CONSTRAINT_SIGNS);
    }

    private static boolean heedsRoles(ClassFile text) {
        return text.refersToOne(ROLES_SIGNS)
                || text.refersTo("jakarta/annotation/security/RolesAllowed") && text.refersToOne(INTERCEPTING);
    }

    private static boolean connectsSpring(ClassFile code) {
        boolean isBean =
                code.refersTo("Lorg/springframework/context/annotation/Bean;") && code.contains(DATA_SOURCE_RETURNED);
        boolean isExcluded = code.refersTo("DataSourceAutoConfiguration")
                && (code.refersTo("/SpringBootApplication;") || code.refersTo("/EnableAutoConfiguration;"));
        boolean isBuilt = code.refersTo("org/springframework/boot/builder/SpringApplicationBuilder")
                && (code.refersTo("profiles") || code.refersTo("properties"));
        return isBean || isExcluded || isBuilt || code.refersToOne(SPRING_SIGNS);
    }
}
