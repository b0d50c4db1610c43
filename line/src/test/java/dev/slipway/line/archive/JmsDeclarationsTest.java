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

/** An archive may define its destinations itself. */
class JmsDeclarationsTest {
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
    void areDescriptorsAndAnnotations(String entry, boolean isFound) throws IOException {
        assertThat(mayBeIn(zip(entry, DEFINITION))).isEqualTo(isFound);
    }

    @Test
    void areInNestedArchives() throws IOException {
        byte[] jar = zip("shop/Queues.class", DEFINITION);
        assertThat(mayBeIn(zip("WEB-INF/lib/queues.jar", jar))).isTrue();
        assertThat(mayBeIn(zip("shop.war", zip("WEB-INF/lib/queues.jar", jar)))).isTrue();
        assertThat(mayBeIn(zip("shop.war", zip("WEB-INF/lib/queues.jar", zip("shop/Orders.class", new byte[9])))))
                .isFalse();
    }

    private boolean mayBeIn(byte[] archive) throws IOException {
        return JmsDeclarations.mayBeIn(Files.write(folder.resolve("archive"), archive));
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
