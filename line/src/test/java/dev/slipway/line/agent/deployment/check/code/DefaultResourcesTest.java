package dev.slipway.line.agent.deployment.check.code;

import static dev.slipway.line.agent.deployment.check.code.ClassFiles.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.slipway.line.agent.deployment.check.code.ClassFiles.Mark;
import dev.slipway.line.agent.deployment.check.data.SpringConfiguration;
import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.archive.Zips;
import java.io.IOException;
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
    private static final Mark RESOURCE = new Mark("Ljakarta/annotation/Resource;");
    private static final Mark NAMED = new Mark(RESOURCE.type(), Map.of("lookup", "java:/a"));
    private static final Mark INJECT = new Mark("Ljakarta/inject/Inject;");
    private static final Mark QUALIFIER = new Mark("Lshop/Own;");

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
        warnings.add("shop.Named", field(DATA_SOURCE, NAMED));
        warnings.add("shop.Injected", field(DATA_SOURCE, INJECT));
        warnings.add("shop.Pool", field("Ljava/util/concurrent/ExecutorService;", RESOURCE));
        assertThat(warnings.ofDefaultDataSource("shop")).isEmpty();
        warnings.add("shop.Orders", field(DATA_SOURCE, QUALIFIER, RESOURCE));
        assertThat(warnings.ofDefaultDataSource("shop"))
                .containsExactly("It has a data source injected by @Resource without lookup (shop.Orders), and without"
                        + " a database shop has no default one. Give it one: slipway services add shop --database");
    }

    @Test
    void areInjectedContexts() {
        CodeWarnings warnings = new CodeWarnings();
        warnings.add("shop.Looked", field(CONTEXT, RESOURCE));
        warnings.add("shop.Qualified", field(CONTEXT, INJECT, QUALIFIER));
        assertThat(warnings.ofDefaultConnectionFactory("shop")).isEmpty();
        warnings.add("shop.Orders", field(CONTEXT, INJECT));
        assertThat(warnings.ofDefaultConnectionFactory("shop"))
                .containsExactly("It has a JMSContext injected (shop.Orders), and without a broker shop has no default"
                        + " connection factory. Give it one: slipway services add shop --messaging");
    }
}
