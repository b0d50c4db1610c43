package dev.slipway.line.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptors are found in archives of any size and make. */
class DescriptorsTest {
    private static final int LARGE = 48 << 20;
    private static final byte[] DESCRIPTOR = "<web-app/>".getBytes(StandardCharsets.UTF_8);
    private static final String NAME = Descriptors.WEB;

    @TempDir
    Path folder;

    /** The agent's heap is smaller than many a WAR. */
    @Test
    void areReadWithoutHoldingTheArchiveInMemory() throws IOException {
        Path ear = file(stored("shop.war", zip(Map.of("large", new byte[LARGE], NAME, DESCRIPTOR), 0)));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(Descriptors.of(ear).has(NAME)).isTrue();
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(LARGE / 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WEB-INF/jboss-deployment-structure.xml",
                "META-INF/jboss-deployment-structure.xml",
                "WEB-INF/x.xml"
            })
    void areThoseOfEachWar(String name) throws IOException {
        byte[] war = zip(Map.of(name, DESCRIPTOR), 9);
        Descriptors ofEar = Descriptors.of(file(stored("shop.war", war)));
        assertThat(ofEar.warsWith(Descriptors.STRUCTURES))
                .isEqualTo(name.endsWith("x.xml") ? Set.of() : Set.of("shop.war"));
        assertThat(Descriptors.of(file(war)).warsWith(Descriptors.STRUCTURES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a.b = true, true", "a.b:true, true", "a.b=false, false", "a.c=true, false"})
    void sayWhatAPropertyIs(String content, boolean isTrue) throws IOException {
        byte[] war = zip(Map.of(Descriptors.QUARTZ, content.getBytes(StandardCharsets.ISO_8859_1)), 9);
        assertThat(Descriptors.of(file(war)).isTrue(Descriptors.QUARTZ, "a.b")).isEqualTo(isTrue);
        assertThat(Descriptors.of(file(stored("shop.war", war))).isTrue(Descriptors.QUARTZ, "a.b"))
                .isEqualTo(isTrue);
        byte[] jar = zip(Map.of("quartz.properties", content.getBytes(StandardCharsets.ISO_8859_1)), 9);
        assertThat(Descriptors.of(file(stored("beans.jar", jar))).isTrue(Descriptors.QUARTZ, "a.b"))
                .isEqualTo(isTrue);
    }

    @Test
    void sayWhatIsInAnElementWithAPrefix() throws IOException {
        String web = "<d:web-app xmlns:d='urn:x'><d:a>b</d:a><d:a/></d:web-app>";
        assertThat(texts(web)).containsExactly("b", "");
    }

    /** Of the largest size that is read: of so many on one element none is looked at, and few on each of many are legitimate. */
    @ParameterizedTest
    @CsvSource({"30000, 1, 0", "60, 90, 1"})
    void areReadSoonWhateverNamespacesTheyDeclare(int namespaces, int elements, int count) {
        String declared = IntStream.range(0, namespaces)
                .mapToObj(i -> " xmlns:n" + i + "='u'")
                .collect(Collectors.joining());
        String web = "<web-app>" + ("<x" + declared + ">").repeat(elements) + "<x/>".repeat(120_000)
                + "</x>".repeat(elements) + "<a>b</a></web-app>";
        Set<String> texts = assertTimeoutPreemptively(Duration.ofSeconds(2), () -> texts(web));
        assertThat(texts).hasSize(count);
    }

    private Set<String> texts(String web) throws IOException {
        byte[] war = zip(Map.of(NAME, web.getBytes(StandardCharsets.UTF_8)), 1);
        return Descriptors.of(file(war)).texts(NAME, "web-app", "a");
    }

    /** Each counts against the limit, also without content, and what is beyond does no harm to the archive. */
    @Test
    void areThoseOfLibrariesWithinALimit() {
        DescriptorReader reader = new DescriptorReader(40_000);
        for (boolean isRead : new boolean[] {true, true, false, false}) {
            InputStream empty = new ByteArrayInputStream(new byte[0]);
            assertThat(reader.readLibrary("a.jar", empty, name -> true, (name, content) -> {}))
                    .isEqualTo(isRead);
        }
    }

    /** What a library's descriptors unpack to counts, too. */
    @Test
    void areThoseOfLibrariesThatUnpackToLittle() throws IOException {
        byte[] library = zip(Map.of(Descriptors.WEB_FRAGMENT, new byte[1 << 20]), 9);
        DescriptorReader reader = new DescriptorReader(3 << 20);
        for (boolean isRead : new boolean[] {true, true, false, false}) {
            InputStream content = new ByteArrayInputStream(library);
            assertThat(reader.readLibrary("a.jar", content, name -> true, (name, descriptor) -> {}))
                    .isEqualTo(isRead);
        }
    }

    /** The agent would hold them in memory: beyond the limit there are none, however many libraries follow. */
    @Test
    void areThoseOfManyLibrariesWithinALimit() throws IOException {
        byte[] library = zip(Map.of(Descriptors.WEB_FRAGMENT, new byte[1 << 20]), 9);
        DescriptorReader reader = new DescriptorReader(1L << 40);
        AtomicLong kept = new AtomicLong();
        for (int count = 0; count < 2_100; count++) {
            InputStream content = new ByteArrayInputStream(library);
            reader.readLibrary("a.jar", content, name -> true, (name, descriptor) -> kept.addAndGet(descriptor.length));
        }
        assertThat(kept.get()).isBetween(1L << 20, 16L << 20);
    }

    /** Their names are held, too. */
    @Test
    void areThoseOfLibrariesWithinALimitOfTheirNames() {
        DescriptorReader reader = new DescriptorReader(1L << 40);
        String name = "x".repeat(60_000);
        long kept = IntStream.range(0, 1_000)
                .filter(i -> reader.readLibrary(
                        name, new ByteArrayInputStream(new byte[0]), entry -> true, (entry, content) -> {}))
                .count();
        assertThat(kept * name.length()).isBetween(1L << 20, 16L << 20);
    }

    @Test
    void areThoseOfEjbJarsThatNoApplicationXmlNames() throws IOException {
        byte[] jar = zip(Map.of(Descriptors.JBOSS_WEBSERVICES, DESCRIPTOR), 9);
        Map<String, byte[]> entries = Map.of(
                "shop.war", zip(Map.of(NAME, DESCRIPTOR), 9),
                "shop-ejb-1.4.0.jar", jar,
                "util-1.0.jar", zip(Map.of("x", DESCRIPTOR), 9),
                "lib/client-1.0.jar", jar,
                "admin.war/WEB-INF/lib/client-1.0.jar", jar);
        assertThat(Descriptors.of(file(zip(entries, 9))).byEjbJar())
                .containsOnlyKeys("shop-ejb-1.4.0.jar")
                .allSatisfy((file, own) ->
                        assertThat(own.has(Descriptors.JBOSS_WEBSERVICES)).isTrue());
    }

    /** As that of an executable WAR, which begins with a script. */
    @Test
    void areFoundBehindWhatIsNoArchive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(zip(Map.of(NAME, DESCRIPTOR), 9));
        assertThat(Descriptors.of(file(bytes.toByteArray())).has(NAME)).isTrue();
    }

    @Test
    void areNotSearchedForInADamagedWar() throws IOException {
        byte[] war = zip(Map.of("x", DESCRIPTOR), 9);
        // The name of its only entry.
        war[30] = (byte) 0xff;
        Path ear = file(stored("shop.war", war));
        assertThatThrownBy(() -> Descriptors.of(ear))
                .isInstanceOf(ZipException.class)
                .hasMessageStartingWith("shop.war: ");
    }

    /** As a copy that was broken off. */
    @Test
    void areNotSearchedForInAWarThatBreaksOff() throws IOException {
        byte[] war = zip(Map.of("x", new byte[LARGE]), 1);
        Path ear = file(stored("shop.war", Arrays.copyOf(war, war.length / 2)));
        assertThatThrownBy(() -> Descriptors.of(ear))
                .isInstanceOf(ZipException.class)
                .hasMessageStartingWith("shop.war: ");
    }

    @Test
    void areNotSearchedForInWhatUnpacksToMoreThanTheLimit() throws IOException {
        byte[] war = zip(Map.of("x", new byte[LARGE]), 9);
        DescriptorReader within = new DescriptorReader(LARGE / 2);
        assertThatThrownBy(() -> within.readWithin(
                        "shop.war", new ByteArrayInputStream(war), NAME::equals, (name, content) -> {}))
                .isInstanceOf(ZipException.class)
                .hasMessage("shop.war: it unpacks to more than " + LARGE / 2 + " bytes");
        DescriptorReader headers = new DescriptorReader(2_000);
        byte[] empty =
                zip(IntStream.range(0, 100).boxed().collect(Collectors.toMap(i -> "entry" + i, i -> new byte[0])), 9);
        assertThatThrownBy(() -> headers.readWithin(
                        "shop.war", new ByteArrayInputStream(empty), NAME::equals, (name, content) -> {}))
                .isInstanceOf(ZipException.class);
    }

    @Test
    void areNotReadWhereThereAreTooManyBytesOfThem() throws IOException {
        byte[] war = zip(Map.of(NAME, new byte[1 << 20]), 9);
        Map<String, byte[]> wars = IntStream.range(0, 20).boxed().collect(Collectors.toMap(i -> i + ".war", i -> war));
        assertThatThrownBy(() -> Descriptors.of(file(zip(wars, 9))))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining(".war: its descriptors have more than ");
    }

    /** The agent would hold all of it in memory. */
    @Test
    void areNotSearchedForInAnArchiveOfTooManyEntries() throws IOException {
        String name = "x".repeat(60_000);
        Map<String, byte[]> entries =
                IntStream.range(0, 150).boxed().collect(Collectors.toMap(i -> name + i, i -> new byte[0]));
        Path file = file(zip(entries, 1));
        assertThatThrownBy(() -> Descriptors.of(file))
                .isInstanceOf(ZipException.class)
                .hasMessageStartingWith("it has too many files: their directory takes 90");
        ByteBuffer archive = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int end = archive.limit() - 22;
        int size = archive.getInt(end + 12);
        // The same, said as an archive of more than 4 GiB says it.
        ByteBuffer large = ByteBuffer.allocate(archive.limit() + 76).order(ByteOrder.LITTLE_ENDIAN);
        large.put(archive.array(), 0, end);
        large.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
        large.putInt(0).putInt(0).putLong(150).putLong(150).putLong(size).putLong(end - size);
        large.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        large.put(archive.array(), end, 12).putInt(-1).putInt(-1).putShort((short) 0);
        assertThatThrownBy(() -> Descriptors.of(file(large.array())))
                .isInstanceOf(ZipException.class)
                .hasMessageStartingWith("it has too many files: their directory takes 90");
    }

    private Path file(byte[] archive) throws IOException {
        return Files.write(folder.resolve("archive"), archive);
    }

    private static byte[] zip(Map<String, byte[]> entries, int level) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            archive.setLevel(level);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                archive.putNextEntry(new ZipEntry(entry.getKey()));
                archive.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] stored(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry(name);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            CRC32 sum = new CRC32();
            sum.update(content);
            entry.setCrc(sum.getValue());
            archive.putNextEntry(entry);
            archive.write(content);
        }
        return bytes.toByteArray();
    }
}
