package dev.slipway.ledger.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.evidence.contents.Contents;
import dev.slipway.ledger.platform.text.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file holds, it is read, or refused as what it is; nothing else comes of it. */
class HostileEvidenceTest {
    private static final int MUTANTS_EACH = 500;
    private static final Digest DIGEST =
            new Digest("sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae");
    private static final Charset UTF_32 = Charset.forName("UTF-32BE");
    private static final String REPORT =
            "<testsuite name='a'><testcase name='x' time='1e999'/><testcase name='y' time='-1'>"
                    + "<failure message='ä'>why</failure></testcase></testsuite>";
    private static final String BOM =
            "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{\"licenses\":[{\"license\":{\"id\":\"MIT\"}}]}]}";

    @TempDir
    static Path folder;

    @Test
    void readsReportsInEveryEncodingThatTheySay() throws Exception {
        for (String charset : new String[] {"UTF-16", "UTF-16LE", "ISO-8859-1", "windows-1252", "US-ASCII"}) {
            String xml = "<?xml version='1.0' encoding='" + charset + "'?>" + REPORT.replace("ä", "a");
            assertThat(read(xml.getBytes(charset)).summary().tests())
                    .as(charset)
                    .isEqualTo(2);
        }
        assertThat(read(("<?xml version='1.1'?>" + REPORT.replace("ä", "&#x1;")).getBytes(StandardCharsets.UTF_8))
                        .summary()
                        .durationMillis())
                .isZero();
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, UTF_32)) {
            assertThat(read(("\uFEFF" + BOM).getBytes(charset)).summary().components())
                    .as("%s", charset)
                    .isEqualTo(1);
        }
    }

    @Test
    void refusesEncodingsThatLie() throws Exception {
        assertIsRefused(REPORT.getBytes(StandardCharsets.ISO_8859_1));
        assertIsRefused(("<?xml version='1.0' encoding='UTF-16'?>" + REPORT).getBytes(StandardCharsets.UTF_8));
        assertIsRefused("{\"bomFormat\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1));
        byte[] beyondUnicode = "{\"a\":\"x\"}".getBytes(UTF_32);
        beyondUnicode[6 * 4] = 0x7F;
        assertIsRefused(beyondUnicode);
        byte[] cut = BOM.getBytes(UTF_32);
        assertIsRefused(Arrays.copyOf(cut, cut.length - 10));
    }

    @Test
    void survivesEveryKindOfDamage() throws Exception {
        List<byte[]> files = new ArrayList<>();
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16, UTF_32)) {
            files.add(REPORT.getBytes(charset));
            files.add(BOM.getBytes(charset));
        }
        files.add(
                "<bom xmlns='http://cyclonedx.org/schema/bom/1.6'><components><component><licenses><license><id>a</id></license></licenses></component></components></bom>"
                        .getBytes(StandardCharsets.UTF_8));
        files.add("{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"e30=\",\"signatures\":[{}]}"
                .getBytes(StandardCharsets.UTF_8));
        files.add(zip(zip(REPORT.getBytes(StandardCharsets.UTF_8))));
        files.add(zip(REPORT.getBytes(StandardCharsets.UTF_8)));
        Random random = new Random(3);
        for (byte[] file : files) {
            for (int i = 0; i < MUTANTS_EACH; i++) {
                isRead(mutant(file, random));
            }
        }
    }

    private static byte[] mutant(byte[] file, Random random) {
        byte[] mutant = Arrays.copyOf(file, random.nextInt(10) == 0 ? random.nextInt(file.length) : file.length);
        for (int changes = random.nextInt(4); changes >= 0 && mutant.length > 0; changes--) {
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
        }
        return mutant;
    }

    private static void assertIsRefused(byte[] file) throws IOException {
        assertThat(isRead(file)).isFalse();
    }

    /** Any other exception is the test's. */
    private static boolean isRead(byte[] file) throws IOException {
        try {
            read(file);
            return true;
        } catch (MalformedException | TooLargeException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }

    private static Contents read(byte[] file) throws IOException, MalformedException, TooLargeException {
        return new EvidenceReader(DIGEST).read(Files.write(folder.resolve("file"), file));
    }

    private static byte[] zip(byte[] report) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("TEST-a.xml"));
            zip.write(report);
        }
        return bytes.toByteArray();
    }
}
