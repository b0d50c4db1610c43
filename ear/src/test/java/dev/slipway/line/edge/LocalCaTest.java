package dev.slipway.line.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.line.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The local CA: what people trust for the line's sake can vouch for nobody else's site. */
@Execution(ExecutionMode.CONCURRENT)
class LocalCaTest {
    /** By the CA's issuer, for a name; with the issuer's certificate behind it. */
    private static final String FORGE = """
            cd "$SLIPWAY_STATE/tls"
            openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /O=forged -keyout forged-key.pem |
              openssl x509 -req -CA ca/issuer.pem -CAkey ca/issuer-key.pem -days 30 -out forged.pem -extfile <(
                printf '%%s\\n' basicConstraints=critical,CA:FALSE extendedKeyUsage=serverAuth authorityKeyIdentifier=keyid subjectAltName=%s)
            cat ca/issuer.pem >>forged.pem""";

    /** As an older Slipway had it from mkcert: a CA that says nothing of names, and its certificate. */
    private static final String UNCONFINED = """
            mkdir -p "$SLIPWAY_STATE/tls/ca"
            cd "$SLIPWAY_STATE/tls"
            openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /O=mkcert -keyout ca/rootCA-key.pem -out ca/rootCA.pem
            openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /O=mkcert -keyout server-key.pem |
              openssl x509 -req -CA ca/rootCA.pem -CAkey ca/rootCA-key.pem -days 820 -out server.pem -extfile <(
                echo subjectAltName=DNS:{mywebapp,static,go,auth,admin,admin-2,*}.line.example | sed 's/ /,/g; s/,subjectAltName=/,/g')""";

    /** Another CA, and the certificate that it has issued. */
    private static final String CORPORATE = """
            mkdir -p "$SLIPWAY_STATE/tls" "$SLIPWAY_STATE/certificates/trusted"
            cd "$SLIPWAY_STATE/tls"
            openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /O=corporate -keyout corporate-key.pem -out corporate.pem
            openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /O=partner -keyout partner-key.pem |
              openssl x509 -req -CA corporate.pem -CAkey corporate-key.pem -days 30 -out partner.pem -extfile <(
                echo subjectAltName=DNS:partner.example)""";

    @TempDir
    Path state;

    @Test
    void isTrustedForItsOwnDomainOnly() throws Exception {
        localCa("line.example", "2");
        assertThat(openssl("server.pem")).endsWith("server.pem: OK");
        java("server.pem");
        for (String other : List.of("DNS:other.example", "DNS:line.example.other.example", "IP:127.0.0.1")) {
            bash(FORGE.formatted(other));
            assertThat(openssl("forged.pem")).as(other).contains("subtree violation");
            assertThatExceptionOfType(CertificateException.class)
                    .as(other)
                    .isThrownBy(() -> java("forged.pem"))
                    .withStackTraceContaining("name constraints");
        }
        bash(FORGE.formatted("DNS:shop.line.example"));
        java("forged.pem");
    }

    @Test
    void keepsTheRootsKeyNowhere() throws Exception {
        localCa("line.example", "2");
        try (var files = Files.list(state.resolve("tls/ca"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("rootCA.pem", "issuer.pem", "issuer-key.pem");
        }
        assertThat(Files.getPosixFilePermissions(state.resolve("tls/ca/issuer-key.pem")))
                .hasSize(2);
        assertThat(Files.getPosixFilePermissions(state.resolve("tls/server-key.pem")))
                .hasSize(2);
    }

    /** There, everybody may read the key, and nobody enters the folder. */
    @Test
    void leavesItsFolderPrivateInContainers() throws Exception {
        Path tls = Files.createDirectory(state.resolve("tls"));
        Files.setPosixFilePermissions(tls, PosixFilePermissions.fromString("rwx------"));
        bash("JAVA_HOME=%s SLIPWAY_IN_CONTAINERS=yes SLIPWAY_DOMAIN=line.example httpd/bin/local-ca"
                .formatted(System.getProperty("java.home")));
        assertThat(Files.getPosixFilePermissions(tls)).hasSize(3);
    }

    @Test
    void staysUntilTheDomainChanges() throws Exception {
        localCa("line.example", "2");
        String root = root();
        assertThat(localCa("line.example", "3")).isEmpty();
        assertThat(root()).isEqualTo(root);
        assertThat(localCa("line.other.example", "3")).contains("The local CA is a new one");
        assertThat(root()).isNotEqualTo(root);
        assertThat(openssl("server.pem")).endsWith("server.pem: OK");
    }

    @Test
    void takesThePlaceOfOneThatCouldVouchForAnySite() throws Exception {
        bash(UNCONFINED);
        String root = root();
        localCa("line.example", "2");
        assertThat(root()).as("people trust it").isEqualTo(root);
        assertThat(localCa("line.example", "3")).contains("The local CA is a new one");
        assertThat(root()).isNotEqualTo(root);
        assertThat(state.resolve("tls/ca/rootCA-key.pem")).doesNotExist();
        java("server.pem");
    }

    @Test
    void isNotTheOnlyOneThatServersTrustWhereTheOwnerAddsOthers() throws Exception {
        Path added = state.resolve("certificates/trusted/corporate.pem");
        bash(CORPORATE);
        localCa("line.example", "2");
        assertThatExceptionOfType(CertificateException.class).isThrownBy(() -> java("partner.pem"));
        String corporate = Files.readString(state.resolve("tls/corporate.pem"));
        Files.writeString(added, "\uFEFF" + corporate);
        localCa("line.example", "2");
        java("partner.pem");
        Files.writeString(added, "corporate\n" + corporate.strip());
        Files.copy(added, added.resolveSibling("same.pem"));
        localCa("line.example", "2");
        java("partner.pem");
        java("server.pem");
        assertThat(localCa("line.example", "2")).as("changes nothing").isEmpty();
        Files.delete(added);
        Files.delete(added.resolveSibling("same.pem"));
        localCa("line.example", "2");
        assertThatExceptionOfType(CertificateException.class).isThrownBy(() -> java("partner.pem"));
        for (String other : List.of("-outform DER", "-trustout")) {
            bash("openssl x509 -in \"$SLIPWAY_STATE/tls/corporate.pem\" -out '%s' %s".formatted(added, other));
            assertThat(localCa("line.example", "2"))
                    .as(other)
                    .contains("certificates/trusted/corporate.pem has no certificate in PEM");
        }
        java("server.pem");
    }

    /** The line keeps its former domain then, too. */
    @Test
    void staysWhereWhatTheOwnerAddsIsRefused() throws Exception {
        bash(CORPORATE);
        localCa("line.example", "2");
        String root = root();
        String certificate = certificate();
        String corporate = Files.readString(state.resolve("tls/corporate.pem"));
        String broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        for (String refused : List.of("corporate", broken, corporate + broken)) {
            Files.writeString(state.resolve("certificates/trusted/corporate.pem"), refused);
            assertThat(localCa("line.other.example", "2")).contains("certificates/trusted/corporate.pem");
            assertThat(root()).isEqualTo(root);
            assertThat(certificate()).isEqualTo(certificate);
        }
    }

    private String root() throws IOException {
        return Files.readString(state.resolve("tls/ca/rootCA.pem"));
    }

    private String certificate() throws IOException {
        return Files.readString(state.resolve("tls/server.pem"));
    }

    /** What it says, apart from keytool. */
    private String localCa(String domain, String workers) throws Exception {
        return bash("SLIPWAY_DOMAIN=%s SLIPWAY_WORKERS=%s httpd/bin/local-ca | grep -v keystore || true"
                .formatted(domain, workers));
    }

    private String openssl(String chain) throws Exception {
        return bash("cd \"$SLIPWAY_STATE/tls\" && openssl verify -CAfile ca/rootCA.pem -untrusted %1$s %1$s || true"
                .formatted(chain));
    }

    /** Has the JDK look at a chain, with the trust store of the line's servers. */
    private void java(String chain) throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(state.resolve("tls/truststore").toFile(), "changeit".toCharArray()));
        try (InputStream file = Files.newInputStream(state.resolve("tls").resolve(chain))) {
            X509Certificate[] certificates = CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
            ((X509TrustManager) trust.getTrustManagers()[0]).checkServerTrusted(certificates, "ECDHE_ECDSA");
        }
    }

    private String bash(String script) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(Line.checkout().toFile())
                .redirectErrorStream(true);
        bash.environment().keySet().removeIf(name -> name.startsWith("SLIPWAY_"));
        bash.environment().put("SLIPWAY_STATE", state.toString());
        Process process = bash.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
