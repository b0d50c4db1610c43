package dev.slipway.line.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GitLab trusts: the line's bundle, one certificate a file, in a folder in which Omnibus changes every file's mode. */
class TrustTest {
    @TempDir
    Path folder;

    private Path bundle;
    private Path trusted;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        bundle = folder.resolve("ca.pem");
        trusted = folder.resolve("trusted-certs");
        String windows = certificate("two").replace("\n", "\r\n");
        Files.writeString(
                bundle,
                certificate("one") + "# The next one's lines end otherwise.\r\n" + windows + certificate("three"));
    }

    @Test
    void givesEachCertificateAFile() throws Exception {
        assertThat(run()).isZero();
        prepareAsOmnibus();
        assertThat(subjects()).containsExactlyInAnyOrder("CN=one", "CN=two", "CN=three");
    }

    /** Omnibus does everything anew whenever a file's time is another one. */
    @Test
    void touchesNothingTheSecondTime() throws Exception {
        assertThat(run()).isZero();
        prepareAsOmnibus();
        FileTime before = FileTime.fromMillis(1_000_000_000_000L);
        for (Path file : files()) {
            Files.setLastModifiedTime(file, before);
        }
        assertThat(run()).isZero();
        assertThat(files()).hasSize(3);
        for (Path file : files()) {
            assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
        }
    }

    @Test
    void removesWhatIsGoneAndLeavesOthersAlone() throws Exception {
        assertThat(run()).isZero();
        // The links are Omnibus'; the empty file is what an earlier version's mount leaves.
        for (Path file : files()) {
            Files.createSymbolicLink(trusted.resolve(file.getFileName() + ".0"), file);
        }
        Files.createFile(trusted.resolve("slipway.crt"));
        Files.writeString(trusted.resolve("company.crt"), certificate("company"));
        Files.writeString(bundle, certificate("four"));
        assertThat(run()).isZero();
        prepareAsOmnibus();
        assertThat(subjects()).containsExactlyInAnyOrder("CN=four", "CN=company");
    }

    @Test
    void refusesABundleWithoutCertificates() throws Exception {
        assertThat(run()).isZero();
        Files.writeString(bundle, "nothing\n");
        assertThat(run()).isNotZero();
        assertThat(files()).hasSize(3);
    }

    private int run() throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(
                        "bash", Line.checkout().resolve(".gitlab/trust").toString())
                .inheritIO();
        process.environment().put("SLIPWAY_CA", bundle.toString());
        process.environment().put("SLIPWAY_TRUSTED_CERTIFICATES", trusted.toString());
        return process.start().waitFor();
    }

    /** Omnibus' CertificateHelper: a mode for everything that is no folder, links followed; it ends where that fails. */
    private void prepareAsOmnibus() throws IOException {
        for (Path file : files()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(trusted)) {
            return files.toList();
        }
    }

    /** Whose they are: OpenSSL, and so Omnibus, sees the first certificate of a file alone. */
    private List<String> subjects() throws IOException, CertificateException {
        List<String> subjects = new ArrayList<>();
        for (Path file : files()) {
            try (InputStream content = Files.newInputStream(file)) {
                Collection<? extends Certificate> found =
                        CertificateFactory.getInstance("X.509").generateCertificates(content);
                assertThat(found).as(file.toString()).hasSize(1);
                subjects.add(((X509Certificate) found.iterator().next())
                        .getSubjectX500Principal()
                        .getName());
            }
        }
        return subjects;
    }

    private static String certificate(String name) throws IOException, InterruptedException {
        Process openssl = new ProcessBuilder(("openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256"
                                + " -keyout /dev/null -subj /CN=" + name)
                        .split(" "))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String certificate = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(openssl.waitFor()).isZero();
        return certificate;
    }
}
