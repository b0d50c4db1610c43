package dev.slipway.line.agent.deployment.check.data;

import static dev.slipway.line.archive.Zips.bytes;
import static dev.slipway.line.archive.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.slipway.line.archive.Descriptors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What drops its tables at each start deletes them on each worker that starts. */
class SchemaDropsTest {
    private static final String OF_WAR = "WEB-INF/classes/META-INF/persistence.xml";
    private static final String OF_JAR = "META-INF/persistence.xml";
    private static final String ACTION = "jakarta.persistence.schema-generation.database.action";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jakarta.persistence.schema-generation.database.action | drop-and-create | shop: drop-and-create
            jakarta.persistence.schema-generation.database.action | drop            | shop: drop
            jakarta.persistence.schema-generation.database.action | create          |
            jakarta.persistence.schema-generation.database.action | none            |
            javax.persistence.schema-generation.database.action   | drop-and-create | shop: drop-and-create
            hibernate.hbm2ddl.auto                                | create          | shop: create
            hibernate.hbm2ddl.auto                                | create-drop     | shop: create-drop
            hibernate.hbm2ddl.auto                                | update          |
            hibernate.hbm2ddl.auto                                | validate        |
            hibernate.show_sql                                    | create          |
            """)
    void areWhatAPropertySays(String property, String value, @Nullable String drop) throws IOException {
        assertThat(drops(Map.of(OF_WAR, unit("shop", property, value))))
                .isEqualTo(drop == null ? Set.of() : Set.of(drop));
    }

    @Test
    void areThoseOfAllUnits() throws IOException {
        byte[] units = bytes("<persistence><persistence-unit name='a'><properties><property name='" + ACTION
                + "' value='drop'/></properties></persistence-unit><persistence-unit name='b'/>"
                + "<persistence-unit name='c'><properties><property name='hibernate.hbm2ddl.auto' value=' create '/>"
                + "</properties></persistence-unit></persistence>");
        assertThat(drops(Map.of(OF_WAR, units))).containsExactly("a: drop", "c: create");
    }

    /** Each of many would have the properties of all that it is within. */
    @Test
    void areThoseOfTheInnermostUnitOnly() throws IOException {
        byte[] units = bytes("<persistence><persistence-unit name='a'><persistence-unit name='b'><property name='"
                + ACTION + "' value='drop'/></persistence-unit></persistence-unit></persistence>");
        assertThat(drops(Map.of(OF_WAR, units))).containsExactly("b: drop");
    }

    @Test
    void areNoneInADatabaseOfItsOwn() throws IOException {
        String drop = "<property name='" + ACTION + "' value='drop'/>";
        byte[] units =
                bytes("<persistence><persistence-unit name='a'><jta-data-source>java:app/jdbc/Cache</jta-data-source>"
                        + "<properties>" + drop
                        + "</properties></persistence-unit><persistence-unit name='b'><properties>" + drop
                        + "<property name='jakarta.persistence.jdbc.url' value='jdbc:h2:mem:b'/></properties></persistence-unit>"
                        + "<persistence-unit name='c'><jta-data-source>java:jboss/datasources/shop</jta-data-source><properties>"
                        + drop + "</properties></persistence-unit></persistence>");
        assertThat(drops(Map.of(OF_WAR, units))).containsExactly("c: drop");
    }

    /** It may be on a server all the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:postgresql://db/shop         | true
            jdbc:h2:tcp://db/shop             | true
            jdbc:h2:/srv/shop                 | false
            jdbc:hsqldb:mem:shop              | false
            ${SHOP_URL}                       | false
            """)
    void areThoseAtAUrlOnAServer(String url, boolean isDrop) throws IOException {
        byte[] unit = bytes("<persistence><persistence-unit name='a'><properties><property name='" + ACTION
                + "' value='drop'/><property name='jakarta.persistence.jdbc.url' value='" + url
                + "'/></properties></persistence-unit></persistence>");
        assertThat(drops(Map.of(OF_WAR, unit), false)).isEqualTo(isDrop ? Set.of("a: drop") : Set.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:postgresql://db/shop | java:jboss/datasources/Shop  | true
            jdbc:h2:mem:shop          | java:jboss/datasources/Shop  | false
            jdbc:postgresql://db/shop | java:jboss/datasources/Other | false
            """)
    void areThoseOfADataSourceThatTheArchiveDefines(String url, String name, boolean isDrop) throws IOException {
        byte[] unit = bytes("<persistence><persistence-unit name='a'><jta-data-source>java:jboss/datasources/Shop"
                + "</jta-data-source><properties><property name='" + ACTION
                + "' value='drop'/></properties></persistence-unit></persistence>");
        byte[] source = bytes("<datasources><datasource jndi-name=\"" + name + "\"><connection-url>" + url
                + "</connection-url></datasource></datasources>");
        assertThat(drops(Map.of(OF_WAR, unit, "WEB-INF/shop-ds.xml", source), false))
                .isEqualTo(isDrop ? Set.of("a: drop") : Set.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\""})
    void areNoneInMemoryWhateverQuotesAreAroundItsName(String quote) throws IOException {
        byte[] unit = bytes("<persistence><persistence-unit name='a'><jta-data-source>java:/Shop</jta-data-source>"
                + "<properties><property name='" + ACTION
                + "' value='drop'/></properties></persistence-unit></persistence>");
        byte[] source = bytes("<datasources><datasource enabled='' jndi-name=" + quote + "java:/Shop" + quote
                + "><connection-url>jdbc:h2:mem:a</connection-url></datasource></datasources>");
        assertThat(drops(Map.of(OF_WAR, unit, "META-INF/shop-ds.xml", source))).isEmpty();
        assertThat(drops(Map.of(OF_WAR, unit("b", ACTION, "drop"), "META-INF/shop-ds.xml", source)))
                .containsExactly("b: drop");
    }

    /** As many as fit into what is read. */
    @Test
    void areFoundSoonWhateverDataSourcesThereAre() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        String units = IntStream.range(0, 7_500)
                .mapToObj(i -> "<persistence-unit name='a'><jta-data-source>" + i + "</jta-data-source>"
                        + "<property name='hibernate.hbm2ddl.auto' value='drop'/></persistence-unit>")
                .collect(Collectors.joining());
        entries.put(OF_WAR, bytes("<persistence>" + units + "</persistence>"));
        for (int i = 0; i < 10; i++) {
            entries.put("WEB-INF/" + i + "-ds.xml", bytes("<a b='java:/c'/>".repeat(65_000)));
        }
        Set<String> drops = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> drops(entries));
        assertThat(drops).containsExactly("a: drop");
    }

    @ParameterizedTest
    @CsvSource({"jdbc:postgresql://db/shop, true", "jdbc:h2:mem:shop, false"})
    void areThoseOfADataSourceInWebXml(String url, boolean isDrop) throws IOException {
        byte[] unit = bytes("<persistence><persistence-unit name='a'><jta-data-source>java:app/Shop"
                + "</jta-data-source><properties><property name='" + ACTION
                + "' value='drop'/></properties></persistence-unit></persistence>");
        byte[] web =
                bytes("<web-app><data-source><name>java:app/Shop</name><url>" + url + "</url></data-source></web-app>");
        assertThat(drops(Map.of(OF_WAR, unit, "WEB-INF/web.xml", web), true))
                .isEqualTo(isDrop ? Set.of("a: drop") : Set.of());
    }

    @Test
    void areNoneWithoutADataSourceAndADatabase() throws IOException {
        assertThat(drops(Map.of(OF_WAR, unit("shop", ACTION, "drop")), false)).isEmpty();
    }

    @Test
    void areThoseOfAnEarsModules() throws IOException {
        Map<String, byte[]> ear = new LinkedHashMap<>();
        ear.put("packed.war", zip(Map.of(OF_WAR, unit("packed", ACTION, "drop"))));
        ear.put("unpacked.war/" + OF_WAR, unit("unpacked", ACTION, "drop"));
        ear.put("beans.jar", zip(Map.of(OF_JAR, unit("beans", ACTION, "drop"))));
        assertThat(drops(ear)).containsExactly("beans: drop", "packed: drop", "unpacked: drop");
        assertThat(Descriptors.of(folder.resolve("archive")).byEjbJar()).isEmpty();
    }

    @Test
    void areThoseOfLibraries() throws IOException {
        byte[] library = zip(Map.of(OF_JAR, unit("data", ACTION, "drop"), "shop/Order.class", new byte[9]));
        byte[] war = zip(Map.of("WEB-INF/lib/shop-data-1.0.jar", library));
        assertThat(drops(Map.of("WEB-INF/lib/shop-data-1.0.jar", library))).containsExactly("data: drop");
        assertThat(drops(Map.of("shop.war", war))).containsExactly("data: drop");
        assertThat(drops(Map.of("shop.war", zip(Map.of("index.html", bytes("x"))), "lib/shop-data-1.0.jar", library)))
                .containsExactly("data: drop");
        assertThat(drops(Map.of("WEB-INF/web.xml", bytes("<web-app/>"), "download/shop-data-1.0.jar", library)))
                .isEmpty();
    }

    @Test
    void areNoneOfAnUnreadableDescriptor() throws IOException {
        assertThat(drops(Map.of(OF_WAR, bytes("<persistence><persistence-unit"))))
                .isEmpty();
        assertThat(drops(Map.of("index.html", bytes("x")))).isEmpty();
    }

    private Set<String> drops(Map<String, byte[]> archive) throws IOException {
        return drops(archive, true);
    }

    private Set<String> drops(Map<String, byte[]> archive, boolean hasDatabase) throws IOException {
        Descriptors descriptors = Descriptors.of(Files.write(folder.resolve("archive"), zip(archive)));
        return SchemaDrops.of(descriptors, new SharedDatabase(descriptors, hasDatabase));
    }

    private static byte[] unit(String name, String property, String value) {
        return bytes("<persistence xmlns='https://jakarta.ee/xml/ns/persistence'><persistence-unit name='" + name
                + "'><properties><property name='" + property + "' value='" + value
                + "'/></properties></persistence-unit></persistence>");
    }
}
