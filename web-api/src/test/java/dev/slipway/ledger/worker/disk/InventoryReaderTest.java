package dev.slipway.ledger.worker.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.deployment.Group;
import dev.slipway.ledger.platform.text.Digest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryReaderTest {
    private static final String SHA1 = "a9993e364706816aba3e25717850c26c9cd0d89d";
    private static final Digest SHA256 =
            new Digest("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    @TempDir
    Path folder;

    private final InventoryReader reader = new InventoryReader();
    private Path stored;

    @BeforeEach
    void store() throws IOException {
        stored = folder.resolve("content").resolve(SHA1.substring(0, 2)).resolve(SHA1.substring(2));
        Files.createDirectories(stored);
        Files.writeString(stored.resolve("content"), "abc");
    }

    @Test
    void findsWhatIsStored() throws Exception {
        assertThat(read("""
                <deployment name="a.war" runtime-name="a.war"><content sha1="%s"/></deployment>
                <deployment name="b.war" runtime-name="b.war" enabled="false"><content sha1="%1$s"/></deployment>
                """.formatted(SHA1)))
                .containsExactly(
                        new Content("a.war", "a.war", true, SHA256, false, false),
                        new Content("b.war", "b.war", false, SHA256, false, false));
    }

    @Test
    void tellsAlteredContent() throws Exception {
        Files.writeString(stored.resolve("content"), "abd");
        Content content = read("<deployment name=\"a.war\"><content sha1=\"" + SHA1 + "\"/></deployment>")
                .get(0);
        assertThat(content.isAltered()).isTrue();
        assertThat(content.artifactDigest()).isNotNull().isNotEqualTo(SHA256);
    }

    @Test
    void tellsContentThatIsGone() throws Exception {
        Files.delete(stored.resolve("content"));
        assertThat(read("<deployment name=\"a.war\"><content sha1=\"" + SHA1 + "\"/></deployment>"))
                .containsExactly(new Content("a.war", "a.war", true, null, true, false));
    }

    @Test
    void findsWhatLiesElsewhere() throws Exception {
        Path file = Files.writeString(folder.resolve("elsewhere.war"), "abc");
        assertThat(read("<deployment name=\"a.war\"><fs-archive path=\"" + file + "\"/></deployment>"))
                .containsExactly(new Content("a.war", "a.war", true, SHA256, false, false));
    }

    /** One entry that cannot be read hides no other: neither one that leads nowhere nor a folder without end. */
    @Test
    void seesTheOthersWhereOneCannotBeRead() throws Exception {
        assertThat(read("""
                <deployment name="a.war"><fs-archive path="/dev/zero"/></deployment>
                <deployment name="b.war"><fs-exploded path="%s/x" relative-to="no.such"/></deployment>
                <deployment name="c.war"><content sha1="%s"/></deployment>
                """.formatted(stored.resolve("content"), SHA1)))
                .extracting(Content::artifactDigest)
                .containsExactly(null, null, SHA256);
    }

    /** What a service's user writes leads to no file but its own, and hides nothing that can be seen. */
    @Test
    void readsOfAForeignServerOnlyWhatItStores() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere.war"), "abc");
        Path linked = folder.resolve("content/00").resolve("0".repeat(38));
        Files.createDirectories(linked);
        Files.createSymbolicLink(linked.resolve("content"), elsewhere);
        Files.createSymbolicLink(
                folder.resolve("content/11"), folder.resolve("content").resolve(SHA1.substring(0, 2)));
        write("""
                <deployment name="a.war"><content sha1="%s"/></deployment>
                <deployment name="a.war"><content sha1="%s"/></deployment>
                <deployment name="b.war"><fs-archive path="%s"/></deployment>
                <deployment name="c.war"><fs-exploded path="content" relative-to="java.io.tmpdir"/></deployment>
                <deployment name="d.war"><content sha1="%s"/></deployment>
                <deployment name="e.war"><content sha1="11%s"/></deployment>
                <deployment name="f.war"><content sha1="../../../../../../../../etc/passwd"/></deployment>
                """.formatted(SHA1, "0".repeat(40), elsewhere, "0".repeat(40), SHA1.substring(2)));
        assertThat(reader.read(foreign()).contents())
                .containsExactly(
                        new Content("a.war", "a.war", true, SHA256, false, false),
                        new Content("b.war", "b.war", true, null, true, false),
                        new Content("c.war", "c.war", true, null, true, false),
                        new Content("d.war", "d.war", true, null, true, false),
                        new Content("e.war", "e.war", true, null, true, false));
        assertThat(reader.digestOf(foreign(), SHA1, new ReadBudget())).contains(SHA256);
        assertThat(reader.digestOf(foreign(), "0".repeat(40), new ReadBudget())).isEmpty();
    }

    /** Its user names a file as often as they like, by hard links, and a sparse one takes no room. */
    @Test
    void readsNoMoreOfAForeignStoreThanItsBudget() throws IOException {
        ReadBudget budget = new ReadBudget(8);
        WorkerFiles worker = foreign();
        assertThat(reader.digestOf(worker, SHA1, budget)).contains(SHA256);
        assertThat(reader.digestOf(worker, SHA1, budget)).as("known").contains(SHA256);
        String other = "0".repeat(40);
        Path linked = Files.createDirectories(folder.resolve("content/00").resolve(other.substring(2)));
        Files.createLink(linked.resolve("content"), stored.resolve("content"));
        assertThat(reader.digestOf(worker, other, budget)).as("another name").isEmpty();
        assertThat(reader.digestOf(worker, SHA1, budget))
                .as("changed by the link")
                .isEmpty();
        assertThat(budget.take(2)).isTrue();
        assertThat(budget.take(1)).isFalse();
        assertThat(reader.digestOf(worker, SHA1, new ReadBudget())).contains(SHA256);
    }

    @Test
    void readsNoForeignConfigurationThatIsNone() throws IOException {
        write("<deployment name=\"a.war\"><content sha1=\"" + SHA1 + "\"/></deployment>");
        Path configuration = folder.resolve("standalone.xml");
        Path other = Files.move(configuration, folder.resolve("other.xml"));
        assertThatThrownBy(() -> reader.read(foreign())).hasCauseInstanceOf(NoSuchFileException.class);
        Files.createSymbolicLink(configuration, other);
        assertThatThrownBy(() -> reader.read(foreign())).hasCauseInstanceOf(UntrustedFileException.class);
        Files.delete(configuration);
        try (RandomAccessFile file = new RandomAccessFile(configuration.toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        assertThatThrownBy(() -> reader.read(foreign())).hasCauseInstanceOf(UntrustedFileException.class);
        Files.delete(configuration);
        Files.writeString(configuration, "<server><deployments>");
        assertThatThrownBy(() -> reader.read(foreign())).isInstanceOf(IllegalStateException.class);
        write("<deployment name=\"a.war\"><content sha1=\"%s\"/></deployment>"
                .formatted(SHA1)
                .repeat(201));
        assertThatThrownBy(() -> reader.read(foreign())).hasCauseInstanceOf(UntrustedFileException.class);
    }

    @Test
    void readsAForeignFileAgainWhenItsUserHidesAChange() throws IOException {
        write("<deployment name=\"a.war\"><content sha1=\"" + SHA1 + "\"/></deployment>");
        WorkerFiles worker = foreign();
        FileTime time = Files.getLastModifiedTime(stored.resolve("content"));
        assertThat(reader.read(worker).contents().get(0).isAltered()).isFalse();
        Files.writeString(stored.resolve("content"), "abd");
        Files.setLastModifiedTime(stored.resolve("content"), time);
        assertThat(reader.read(worker).contents().get(0).isAltered()).isTrue();
    }

    @Test
    void leavesOtherElementsAlone() throws Exception {
        Files.writeString(folder.resolve("standalone.xml"), """
                <server xmlns="urn:jboss:domain:community:20.0">
                  <profile><subsystem><deployment name="no.war"><content sha1="%1$s"/></deployment></subsystem></profile>
                  <deployment-overlays><deployment-overlay name="o"><deployment name="no.war"/></deployment-overlay></deployment-overlays>
                </server>""".formatted(SHA1));
        assertThat(read()).isEmpty();
    }

    /** As the server matches them: by runtime names, and by those of an EAR's modules. */
    @ParameterizedTest
    @CsvSource({
        "a.war, a.war",
        "b.war, ''",
        "b-1.0.war, b.war",
        "?.war, a.war",
        "b-*, b.war",
        "*-*.*, b.war",
        "a.war*, a.war",
        "a*a.war, ''",
        "*.ear, c.ear",
        "web.war, c.ear",
        "*.war, a.war b.war c.ear",
    })
    void tellsWhatAnOverlayChanges(String link, String archives) throws IOException {
        try (ZipOutputStream ear = new ZipOutputStream(Files.newOutputStream(folder.resolve("c.ear")))) {
            ear.putNextEntry(new ZipEntry("META-INF/application.xml"));
            ear.putNextEntry(new ZipEntry("web.war"));
        }
        overlay(link);
        assertThat(overlaid(read())).isEqualTo(archives);
        assertThat(read()).noneMatch(Content::isAltered);
    }

    /** Its EARs are not looked into. */
    @Test
    void takesAForeignEarForChangedByAnyOverlay() throws IOException {
        overlay("web.war");
        assertThat(overlaid(reader.read(foreign()).contents())).isEqualTo("c.ear");
        overlay("a.war");
        assertThat(overlaid(reader.read(foreign()).contents())).isEqualTo("a.war c.ear");
    }

    private void overlay(String link) throws IOException {
        write("""
                <deployment name="a.war"><content sha1="%1$s"/></deployment>
                <deployment name="b.war" runtime-name="b-1.0.war"><content sha1="%1$s"/></deployment>
                <deployment name="c.ear"><fs-archive path="%2$s/c.ear"/></deployment>
                </deployments>
                <deployment-overlays>
                  <deployment-overlay name="o"><content path="/a" content="%1$s"/><deployment name="%3$s"/></deployment-overlay>
                </deployment-overlays>
                <deployments>""".formatted(SHA1, folder, link));
    }

    private static String overlaid(List<Content> contents) {
        return contents.stream()
                .filter(Content::isOverlaid)
                .map(Content::archive)
                .collect(Collectors.joining(" "));
    }

    @Test
    void expandsNoEntity() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
        Files.writeString(folder.resolve("standalone.xml"), """
                <!DOCTYPE server [<!ENTITY e SYSTEM "%s">]>
                <server><deployments><deployment name="a&e;"><content sha1="%s"/></deployment></deployments></server>
                """.formatted(secret.toUri(), SHA1));
        assertThatThrownBy(this::read).hasCauseInstanceOf(XMLStreamException.class);
    }

    private List<Content> read(String deployments) throws IOException {
        write(deployments);
        return read();
    }

    private void write(String deployments) throws IOException {
        Files.writeString(
                folder.resolve("standalone.xml"),
                "<server xmlns=\"urn:jboss:domain:community:20.0\"><deployments>" + deployments
                        + "</deployments></server>");
    }

    private WorkerFiles foreign() {
        ServerFolder base = ServerFolder.foreign(folder);
        return new WorkerFiles("shop-production-1", Group.of("shop", "production"), base, base, base);
    }

    private List<Content> read() {
        ServerFolder own = ServerFolder.own(folder);
        return reader.read(new WorkerFiles("worker-1", Group.ofLedger("production"), own, own, own))
                .contents();
    }
}
