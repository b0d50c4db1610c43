package dev.slipway.line.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An archive may define itself what the server would give it. */
class DeclarationTest {
    private static final byte[] DEFINITION = "Ljakarta/jms/JMSDestinationDefinitions;".getBytes(StandardCharsets.UTF_8);

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
        byte[] code = constants.getBytes(StandardCharsets.UTF_8);
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

    private boolean mayBeIn(Declaration declaration, byte[] archive) throws IOException {
        return declaration.mayBeIn(Files.write(folder.resolve("archive"), archive));
    }

    private static byte[] zip(String entry, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
