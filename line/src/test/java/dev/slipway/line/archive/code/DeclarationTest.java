package dev.slipway.line.archive.code;

import static dev.slipway.line.archive.Zips.bytes;
import static dev.slipway.line.archive.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.archive.Zips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An archive may define itself what the server would give it. */
class DeclarationTest {
    private static final byte[] DEFINITION = bytes("Ljakarta/jms/JMSDestinationDefinitions;");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "WEB-INF/classes/shop/Queues.class, true",
        "WEB-INF/shop-jms.xml, true",
        "WEB-INF/ejb-jar.xml, true",
        "META-INF/jboss-ejb3.xml, true",
        "WEB-INF/beans.xml, false",
        "notes/shop-jms.xml, false"
    })
    void isADescriptorOrAnAnnotation(String entry, boolean isFound) throws IOException {
        assertThat(mayBeIn(Declaration.DESTINATION, zip(entry, DEFINITION))).isEqualTo(isFound);
    }

    @Test
    void isInNestedArchives() throws IOException {
        byte[] jar = zip("shop/Queues.class", DEFINITION);
        byte[] other = zip("WEB-INF/lib/queues.jar", zip("shop/Orders.class", new byte[9]));
        assertThat(mayBeIn(Declaration.DESTINATION, zip("WEB-INF/lib/queues.jar", jar)))
                .isTrue();
        assertThat(mayBeIn(Declaration.DESTINATION, zip("shop.war", zip("WEB-INF/lib/queues.jar", jar))))
                .isTrue();
        assertThat(mayBeIn(Declaration.DESTINATION, zip("shop.war", other))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "DATA_SOURCE, WEB-INF/shop-ds.xml, <datasources/>, true",
        "DATA_SOURCE, WEB-INF/web.xml, <web-app><data-source id=\"a\"/></web-app>, true",
        "DATA_SOURCE, WEB-INF/web.xml, <web-app><data-source><name>a</name></data-source></web-app>, true",
        "DATA_SOURCE, WEB-INF/web.xml, <j:web-app><j:resource-ref></j:resource-ref></j:web-app>, true",
        "DATA_SOURCE, META-INF/application.xml, <application><module/></application>, false",
        "DATA_SOURCE, WEB-INF/classes/shop/A.class, Ljakarta/annotation/sql/DataSourceDefinitions;, true",
        "DATA_SOURCE, WEB-INF/classes/shop/A.class, Ljakarta/annotation/Resource;, false",
        "JMS_FACTORY, WEB-INF/shop-jms.xml, <messaging-deployment/>, true",
        "JMS_FACTORY, broker.rar, <connector/>, true",
        "JMS_FACTORY, WEB-INF/web.xml, <jms-connection-factory><name>a</name></jms-connection-factory>, true",
        "JMS_FACTORY, WEB-INF/classes/shop/A.class, Ljakarta/jms/JMSConnectionFactoryDefinition;, true",
        "JMS_FACTORY, WEB-INF/classes/shop/A.class, Ljakarta/jms/JMSContext;, false"
    })
    void isADataSourceOrAConnectionFactory(Declaration declaration, String entry, String content, boolean isFound)
            throws IOException {
        assertThat(mayBeIn(declaration, zip(entry, bytes(content)))).isEqualTo(isFound);
    }

    @ParameterizedTest
    @CsvSource({
        "Lorg/springframework/context/annotation/Bean; ()Ljavax/sql/DataSource;, true",
        "Lorg/springframework/context/annotation/Bean; ()Lcom/zaxxer/hikari/HikariDataSource;, true",
        "Lorg/springframework/context/annotation/Bean; (Ljavax/sql/DataSource;)V, false",
        "Lorg/springframework/boot/autoconfigure/SpringBootApplication; DataSourceAutoConfiguration, true",
        "Lorg/springframework/boot/autoconfigure/AutoConfigureAfter; DataSourceAutoConfiguration, false",
        "org/springframework/boot/builder/SpringApplicationBuilder profiles, true",
        "org/springframework/boot/builder/SpringApplicationBuilder sources, false",
        "Lorg/springframework/context/annotation/PropertySource;, true",
        "org/springframework/jdbc/core/JdbcTemplate, false"
    })
    void isWhatGivesSpringADatabase(String constants, boolean isFound) throws IOException {
        byte[] code = bytes(constants);
        byte[] jar = zip("shop/Application.class", code);
        assertThat(mayBeIn(Declaration.SPRING_DATA_SOURCE, zip("WEB-INF/classes/shop/Application.class", code)))
                .isEqualTo(isFound);
        assertThat(mayBeIn(Declaration.SPRING_DATA_SOURCE, zip("WEB-INF/lib/shop-data-1.0.jar", jar)))
                .isEqualTo(isFound);
        assertThat(mayBeIn(Declaration.SPRING_DATA_SOURCE, zip("WEB-INF/lib/spring-boot-autoconfigure-3.5.0.jar", jar)))
                .isFalse();
    }

    /** A WAR's own files are read one by one. */
    @ParameterizedTest
    @CsvSource({
        "application.yml, true",
        "application-production.properties, true",
        "config/application.yaml, true",
        "shop/application.yml, false",
        "shop.properties, false"
    })
    void isALibrarysConfigurationOfSpring(String entry, boolean isFound) throws IOException {
        byte[] jar = zip(entry, new byte[9]);
        assertThat(mayBeIn(Declaration.SPRING_DATA_SOURCE, zip("WEB-INF/lib/shop-data.jar", jar)))
                .isEqualTo(isFound);
        assertThat(mayBeIn(Declaration.SPRING_DATA_SOURCE, zip("WEB-INF/classes/" + entry, new byte[9])))
                .isEqualTo(entry.startsWith("config/"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WEB-INF/web.xml                | <web-app><security-constraint/></web-app>           | true
            WEB-INF/web.xml                | <web-app><login-config/></web-app>                  | false
            WEB-INF/classes/shop/A.class   | Ljakarta/servlet/annotation/ServletSecurity;        | true
            WEB-INF/classes/shop/A.class   | Ljakarta/servlet/annotation/WebServlet;             | false
            WEB-INF/classes/shop/A.class   | isUserInRole                                        | true
            WEB-INF/lib/spring-security-web-6.5.0.jar | empty                                    | true
            """)
    void isWhatAsksWhoSomebodyIs(String entry, String content, boolean isFound) throws IOException {
        byte[] archive = zip(entry, bytes(content));
        assertThat(mayBeIn(Declaration.CONSTRAINT, archive)).isEqualTo(isFound);
        assertThat(mayBeIn(Declaration.CONSTRAINT, zip("shop.war", archive))).isEqualTo(isFound);
    }

    @Test
    void isALibrarysConstraint() throws IOException {
        byte[] constraint = bytes("<web-fragment><security-constraint/></web-fragment>");
        byte[] jar = zip("META-INF/web-fragment.xml", constraint);
        assertThat(mayBeIn(Declaration.CONSTRAINT, zip("WEB-INF/lib/pages.jar", jar)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WEB-INF/web.xml              | <param-name>resteasy.role.based.security</param-name>             | true
            WEB-INF/classes/META-INF/microprofile-config.properties | resteasy.role.based.security=true      | true
            WEB-INF/classes/shop/A.class | Lorg/glassfish/jersey/server/filter/RolesAllowedDynamicFeature;   | true
            WEB-INF/classes/shop/A.class | jakarta/annotation/security/RolesAllowed jakarta/ws/rs/container/ContainerRequestFilter | true
            WEB-INF/classes/shop/A.class | jakarta/annotation/security/RolesAllowed Ljakarta/ws/rs/Path;     | false
            """)
    void isWhatHeedsRoles(String entry, String content, boolean isFound) throws IOException {
        assertThat(mayBeIn(Declaration.ROLES, zip(entry, bytes(content)))).isEqualTo(isFound);
    }

    /** Each file is read once for all. */
    @Test
    void areFoundBesideEachOther() throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("WEB-INF/ejb-jar.xml", "<ejb-jar><resource-ref/><resource-ref ></ejb-jar>");
        entries.put("WEB-INF/classes/shop/A.class", "Ljakarta/jms/JMSConnectionFactoryDefinition; isUserInRole");
        entries.put("WEB-INF/classes/shop/B.class", "Ljava/lang/Object;");
        assertThat(Declaration.in(Files.write(folder.resolve("archive"), Zips.ofTexts(entries))))
                .containsExactlyInAnyOrder(
                        Declaration.DESTINATION,
                        Declaration.DATA_SOURCE,
                        Declaration.JMS_FACTORY,
                        Declaration.CONSTRAINT);
    }

    @Test
    void mayAllBeBeyondTheLimit() throws IOException {
        byte[] library = zip("large", new byte[1 << 16]);
        Path archive = Files.write(folder.resolve("archive"), zip("WEB-INF/lib/large.jar", library));
        assertThat(Declaration.in(archive, 1 << 20)).isEmpty();
        assertThat(Declaration.in(archive, 1 << 14)).containsExactly(Declaration.values());
    }

    private boolean mayBeIn(Declaration declaration, byte[] archive) throws IOException {
        return Declaration.in(Files.write(folder.resolve("archive"), archive)).contains(declaration);
    }
}
