package dev.slipway.ledger.notification.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.notification.post.StubMailServer.Encryption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail over TLS, from the first byte or by STARTTLS, as mail servers usually want it. */
class MailEncryptionTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    /** Trusts authorities of the JDK alone. */
    private static SSLContext strangers;

    /** Has a certificate for localhost, and trusts it. */
    private static SSLContext own;

    @BeforeAll
    static void make() throws GeneralSecurityException, IOException, InterruptedException {
        strangers = SSLContext.getDefault();
        own = context(folder.resolve("store.p12"));
    }

    /** The mailer trusts whom the JVM trusts. */
    @BeforeEach
    void trust() {
        SSLContext.setDefault(own);
    }

    @AfterAll
    static void reset() {
        SSLContext.setDefault(strangers);
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void sendsThePasswordAndTheMailOverTls(Encryption encryption) throws Exception {
        try (StubMailServer server = new StubMailServer(own, encryption)) {
            assertThat(send(mailer("localhost", server.port(), encryption))).isEqualTo(Delivery.WHOLE);
            assertThat(server.logins())
                    .containsExactly(Base64.getEncoder()
                            .encodeToString("line\0line\0a-password".getBytes(StandardCharsets.US_ASCII)));
            assertThat(server.clients()).isNotEmpty().containsOnly("mywebapp.example.org");
            assertThat(server.mails())
                    .singleElement()
                    .asString()
                    .contains("Subject: [Slipway] shop 1.4 failed\n", "To: alice@example.org\n");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void sendsNothingToAServerThatTheLineDoesNotTrust(Encryption encryption) throws Exception {
        SSLContext.setDefault(strangers);
        try (StubMailServer server = new StubMailServer(own, encryption)) {
            assertThatThrownBy(() -> send(mailer("localhost", server.port(), encryption)))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("has a certificate that this line does not trust");
            assertThat(server.logins()).isEmpty();
            assertThat(server.mails()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void sendsNothingToAServerOfAnotherName(Encryption encryption) throws Exception {
        try (StubMailServer server = new StubMailServer(own, encryption)) {
            assertThatThrownBy(() -> send(mailer("127.0.0.1", server.port(), encryption)))
                    .isInstanceOf(DeliveryException.class);
            assertThat(server.logins()).isEmpty();
            assertThat(server.mails()).isEmpty();
        }
    }

    /** Or somebody between has removed the offer. */
    @Test
    void sendsNothingInClearWhereStarttlsIsNotOffered() throws Exception {
        try (StubMailServer server = new StubMailServer(own, Encryption.NONE)) {
            assertThatThrownBy(() -> send(mailer("localhost", server.port(), Encryption.STARTTLS)))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("STARTTLS");
            assertThat(server.logins()).isEmpty();
            assertThat(server.mails()).isEmpty();
        }
    }

    private static Mailer mailer(String host, int port, Encryption encryption) {
        return new Mailer(
                host,
                port,
                encryption.name().toLowerCase(Locale.ROOT),
                "line",
                "a-password",
                "slipway@example.org",
                "mywebapp.example.org");
    }

    private static Delivery send(Mailer mailer) throws DeliveryException {
        return mailer.send(
                FailureMessage.MESSAGE,
                new Recipients(List.of("alice@example.org"), false),
                ZoneOffset.UTC,
                Instant.parse("2026-11-27T12:00:01Z"),
                Mailer.SHORT_PATIENCE);
    }

    /** Java has no API of its own that makes a certificate. */
    private static SSLContext context(Path store) throws GeneralSecurityException, IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-J-XX:+UseSerialGC",
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "mail",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory key = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        key.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(key.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
