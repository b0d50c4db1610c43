package dev.slipway.ledger.platform.dsse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.ledger.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SigningKeyTest {
    private final SigningKey key = SigningKey.of("a secret of the line");

    /** The public key was computed by OpenSSL, from the seed: another implementation of RFC 8032. */
    @Test
    void isDerivedFromTheSecretAlone() {
        assertThat(key.publicKey()).isEqualTo("MCowBQYDK2VwAyEAtfxcUT1w/cvOveQy1CsTvSB/nToSEa+vFNtIkGCoGRQ=");
        assertThat(key.fingerprint())
                .isEqualTo(SigningKey.of("a secret of the line").fingerprint());
        assertThat(SigningKey.of("another").fingerprint()).isNotEqualTo(key.fingerprint());
    }

    /** The example of the protocol's own documentation. */
    @Test
    void signsTypeAndPayload() {
        assertThat(new String(
                        Envelope.preAuthentication(
                                "http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void makesAnEnvelopeThatAnybodyCanCheck() throws Exception {
        JsonNode envelope = Json.mapper()
                .readTree(Envelope.sign(
                        Envelope.IN_TOTO, Json.mapper().createObjectNode().put("a", "ü"), key));
        byte[] payload = Base64.getDecoder().decode(envelope.path("payload").asText());
        assertThat(new String(payload, StandardCharsets.UTF_8)).isEqualTo("{\"a\":\"ü\"}");
        assertThat(envelope.path("signatures").path(0).path("keyid").asText()).isEqualTo(key.fingerprint());

        PublicKey known = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key.publicKey())));
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(known);
        check.update(Envelope.preAuthentication(Envelope.IN_TOTO, payload));
        assertThat(check.verify(Base64.getDecoder()
                        .decode(envelope.path("signatures").path(0).path("sig").asText())))
                .isTrue();
    }
}
