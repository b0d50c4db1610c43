package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.setting.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who lets whom into a cluster while its secret becomes another, by the certificates that Java checks. */
class ClusterIdentityTest {
    private static final String FIRST = "the first one";
    private static final String SECOND = "the second one";
    private static final String THIRD = "the third one";

    @TempDir
    static Path folder;

    /** With the first secret alone. */
    private static Worker first;

    /** With the second one alone. */
    private static Worker second;

    @BeforeAll
    static void start() throws Exception {
        first = startedWith(FIRST, "");
        second = startedWith(SECOND, "");
    }

    private static Worker startedWith(String secret, String former) throws Exception {
        Path file = Files.createTempFile(folder, "cluster", ".p12");
        String said = Shell.run(
                folder,
                Map.of(
                        "SLIPWAY_IN_CONTAINERS",
                        "yes",
                        "JAVA_HOME",
                        Objects.requireNonNull(System.getProperty("java.home"))),
                ". line/lib/wildfly; cluster_identity '" + secret + "' '" + former + "' >'" + file + "'");
        assertThat(file).as(said).isNotEmptyFile();
        return Worker.of(file, secret);
    }

    @Test
    void areOfOneClusterIfTheirSecretIsTheSame() throws Exception {
        assertThat(first.knows(startedWith(FIRST, FIRST))).isTrue();
        assertThat(second.accepts(first)).isFalse();
        assertThat(first.accepts(second)).isFalse();
    }

    /** From the first one that is started anew until each of them has the new secret alone. */
    @Test
    void stayOneClusterWhileTheSecretBecomesAnother() throws Exception {
        Worker between = startedWith(SECOND, FIRST);
        assertThat(between.knows(first)).isTrue();
        assertThat(between.knows(startedWith(SECOND, FIRST))).isTrue();
        assertThat(between.knows(second)).isTrue();
    }

    @Test
    void knowNothingOfTheSecretBeforeTheLast() throws Exception {
        Worker between = startedWith(SECOND, FIRST);
        Worker next = startedWith(THIRD, SECOND);
        assertThat(next.knows(between)).isTrue();
        assertThat(next.accepts(first)).isFalse();
    }

    private record Worker(List<X509Certificate> presented, X509TrustManager trust) {
        static Worker of(Path file, String secret) throws IOException, GeneralSecurityException {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (var stream = Files.newInputStream(file)) {
                store.load(stream, secret.toCharArray());
            }
            List<String> keys = Collections.list(store.aliases()).stream()
                    .filter(alias -> isKey(store, alias))
                    .toList();
            assertThat(keys).hasSize(1);
            assertThat(store.getKey(keys.get(0), secret.toCharArray())).isNotNull();
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            Certificate[] chain = store.getCertificateChain(keys.get(0));
            return new Worker(
                    Arrays.stream(chain).map(X509Certificate.class::cast).toList(),
                    (X509TrustManager) factory.getTrustManagers()[0]);
        }

        private static boolean isKey(KeyStore store, String alias) {
            try {
                return store.isKeyEntry(alias);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Each accepts the other. */
        boolean knows(Worker other) {
            return accepts(other) && other.accepts(this);
        }

        /** Whichever of them connects to the other. */
        boolean accepts(Worker other) {
            X509Certificate[] chain = other.presented.toArray(X509Certificate[]::new);
            return isTrusted(() -> trust.checkServerTrusted(chain, "UNKNOWN"))
                    && isTrusted(() -> trust.checkClientTrusted(chain, "EC"));
        }

        private static boolean isTrusted(Check check) {
            try {
                check.run();
                return true;
            } catch (CertificateException e) {
                return false;
            }
        }

        private interface Check {
            void run() throws CertificateException;
        }
    }
}
