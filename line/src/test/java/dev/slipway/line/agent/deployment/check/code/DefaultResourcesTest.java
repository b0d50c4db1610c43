package dev.slipway.line.agent.deployment.check.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.slipway.line.agent.deployment.check.data.SpringConfiguration;
import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.archive.Zips;
import dev.slipway.line.archive.code.ClassFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without an entry in the definition, the server has none to give. */
class DefaultResourcesTest {
    private static final String UNITS = "WEB-INF/classes/META-INF/persistence.xml";
    private static final String DATA_SOURCE = "Ljavax/sql/DataSource;";
    private static final String CONTEXT = "Ljakarta/jms/JMSContext;";
    private static final String RESOURCE = "Ljakarta/annotation/Resource;";
    private static final String INJECT = "Ljakarta/inject/Inject;";

    /** An annotation that sets no element, one that sets one, and two of them. */
    private static final String BARE = "\0\u0001\0\u0001\0\0";

    private static final String NAMED = "\0\u0001\0\u0001\0\u0001\0\u0003s\0\u0003";
    private static final String QUALIFIED = "\0\u0002\0\u0001\0\0\0\u0003\0\0";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                                        | true
            <property name='hibernate.jdbc.batch_size' value='50'/>                   | true
            <property name='jakarta.persistence.jdbc.url' value='jdbc:a'/>            | false
            <property name='jakarta.persistence.jtaDataSource' value='java:/a'/>      | false
            <property name='hibernate.connection.datasource' value='java:/a'/>        | false
            <property name='hibernate.connection.provider_class' value='shop.Own'/>   | false
            <property name='jboss.as.jpa.managed' value='false'/>                     | false
            """, quoteCharacter = '`')
    void areThoseOfUnitsWithoutADataSource(String property, boolean isDefault) throws IOException {
        List<String> found = ofUnits("", property.replace("''", ""));
        assertThat(found).hasSize(isDefault ? 1 : 0);
        assertThat(found)
                .allSatisfy(one -> assertThat(one)
                        .isEqualTo("Its persistence.xml names no data source (orders), and without a database shop has"
                                + " no default one. Give it one: slipway services add shop --database"));
    }

    @Test
    void areNotThoseOfUnitsWithOne() throws IOException {
        assertThat(ofUnits("<jta-data-source>java:/a</jta-data-source>", "")).isEmpty();
        assertThat(ofUnits("<non-jta-data-source>java:/a</non-jta-data-source>", ""))
                .isEmpty();
    }

    /** A name with a line break, as long as the descriptor. */
    @Test
    void areFoundSoonWhateverAPropertyIsCalled() {
        String property = "<property name='" + "url".repeat(300_000) + "&#10;' value='a'/>";
        List<String> found = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> ofUnits("", property));
        assertThat(found).isEmpty();
    }

    /** The application itself may say what it connects to. */
    @ParameterizedTest
    @CsvSource({"RESOURCE_LOCAL, 0", "JTA, 1"})
    void areNotThoseOfUnitsWithTheirOwnTransactions(String transactions, int count) throws IOException {
        assertThat(ofDataSources(Map.of(
                        UNITS,
                        "<persistence><persistence-unit name='orders' transaction-type='" + transactions
                                + "'/></persistence>")))
                .hasSize(count);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            META-INF/jboss-deployment-structure.xml | <exclude-subsystems><subsystem name="jpa"/></exclude-subsystems>      | 0
            WEB-INF/jboss-deployment-structure.xml  | <exclude-subsystems><d:subsystem name = 'jpa'/></exclude-subsystems>  | 0
            WEB-INF/jboss-deployment-structure.xml  | <exclude-subsystems><subsystem name="jaxrs"/></exclude-subsystems>    | 1
            WEB-INF/classes/application.properties  | spring.datasource.url=jdbc:postgresql://db/shop                       | 0
            WEB-INF/classes/application.properties  | spring.profiles.active=production                                     | 0
            WEB-INF/classes/application.properties  | spring.application.name=shop                                          | 1
            """, quoteCharacter = '`')
    void areNotThoseOfUnitsThatSomethingElseConnects(String entry, String content, int count) throws IOException {
        assertThat(ofDataSources(
                        Map.of(UNITS, "<persistence><persistence-unit name='orders'/></persistence>", entry, content)))
                .hasSize(count);
    }

    private List<String> ofUnits(String dataSource, String property) throws IOException {
        return ofDataSources(Map.of(
                UNITS,
                "<persistence><persistence-unit name='orders'>" + dataSource + "<properties>" + property
                        + "</properties></persistence-unit></persistence>"));
    }

    private List<String> ofDataSources(Map<String, String> files) throws IOException {
        Descriptors descriptors = Descriptors.of(Files.write(folder.resolve("shop.war"), Zips.ofTexts(files)));
        return DefaultResources.ofDataSources(
                descriptors, new CodeWarnings(), SpringConfiguration.of(descriptors, Optional.empty()), "shop");
    }

    @Test
    void areInjectedDataSources() {
        CodeWarnings warnings = new CodeWarnings();
        warnings.add("shop.Named", field(DATA_SOURCE, RESOURCE, NAMED));
        warnings.add("shop.Injected", field(DATA_SOURCE, INJECT, BARE));
        warnings.add("shop.Pool", field("Ljava/util/concurrent/ExecutorService;", RESOURCE, BARE));
        assertThat(warnings.ofDefaultDataSource("shop")).isEmpty();
        warnings.add("shop.Orders", field(DATA_SOURCE, RESOURCE, BARE));
        assertThat(warnings.ofDefaultDataSource("shop"))
                .containsExactly("It has a data source injected by @Resource without lookup (shop.Orders), and without"
                        + " a database shop has no default one. Give it one: slipway services add shop --database");
    }

    @Test
    void areInjectedContexts() {
        CodeWarnings warnings = new CodeWarnings();
        warnings.add("shop.Looked", field(CONTEXT, RESOURCE, BARE));
        warnings.add("shop.Qualified", field(CONTEXT, INJECT, QUALIFIED));
        assertThat(warnings.ofDefaultConnectionFactory("shop")).isEmpty();
        warnings.add("shop.Orders", field(CONTEXT, INJECT, BARE));
        assertThat(warnings.ofDefaultConnectionFactory("shop"))
                .containsExactly("It has a JMSContext injected (shop.Orders), and without a broker shop has no default"
                        + " connection factory. Give it one: slipway services add shop --messaging");
    }

    /** A class file with a field of this type, and its annotations. */
    private static ClassFile field(String type, String annotation, String annotations) {
        StringBuilder file = new StringBuilder("\u00ca\u00fe\u00ba\u00be\0\0\0\u003d\0\u0004");
        for (String constant : List.of(annotation, type, "lookup")) {
            file.append("\u0001\0").append((char) constant.length()).append(constant);
        }
        file.append("\0\u0021\0\0\0\0\0\0\0\u0001\0\0\0\u0003\0\u0002\0\u0001");
        file.append("\0\u0003\0\0\0").append((char) annotations.length()).append(annotations);
        return new ClassFile(file.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
