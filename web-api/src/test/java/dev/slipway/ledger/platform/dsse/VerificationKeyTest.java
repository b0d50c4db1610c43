package dev.slipway.ledger.platform.dsse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.platform.json.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationKeyTest {
    private static final String PAYLOAD = "{\"predicateType\":\"a\"}";

    @Test
    void believesEd25519() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertThat(isSigned(pair, envelope(pair, "Ed25519", PAYLOAD))).isTrue();
    }

    /** As cosign signs. */
    @Test
    void believesEcdsaOnP256() throws Exception {
        KeyPair pair = curve("secp256r1");
        assertThat(isSigned(pair, envelope(pair, "SHA256withECDSA", PAYLOAD))).isTrue();
    }

    @Test
    void takesBothAlphabetsOfBase64() throws Exception {
        KeyPair pair = curve("secp256r1");
        String payload = "{\"a\":\">>>>>>??????\"}";
        String urlSafe = envelope(pair, "SHA256withECDSA", payload, Base64.getUrlEncoder());
        assertThat(Json.mapper().readTree(urlSafe).path("payload").asText()).contains("-", "_");
        assertThat(isSigned(pair, urlSafe)).isTrue();
        assertThat(isSigned(pair, envelope(pair, "SHA256withECDSA", payload))).isTrue();
    }

    @Test
    void believesNoOtherKeyAndNoOtherPayload() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String envelope = envelope(pair, "Ed25519", PAYLOAD);
        assertThat(isSigned(other, envelope)).isFalse();
        String payload = Base64.getEncoder().encodeToString(PAYLOAD.getBytes(StandardCharsets.UTF_8));
        String forged = Base64.getEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(isSigned(pair, envelope.replace(payload, forged))).isFalse();
        assertThat(isSigned(pair, envelope.replace("in-toto+json", "other+json")))
                .isFalse();
        assertThat(Envelope.isSignedByOneOf(List.of(), envelope.getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{\"payloadType\":\"a\",\"payload\":\"%%\",\"signatures\":[{\"sig\":\"AA==\"}]}",
                "{\"payload\":\"AA==\",\"signatures\":{}}"
            })
    void believesNothingElse(String text) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertThat(isSigned(pair, text)).isFalse();
    }

    @Test
    void knowsKeysInPemAndWithout() throws Exception {
        KeyPair pair = curve("secp256r1");
        String base64 = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
        assertThat(VerificationKey.parse(base64)).isPresent();
        assertThat(VerificationKey.parse("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----"))
                .isPresent();
        assertThat(VerificationKey.parse(Base64.getEncoder()
                        .encodeToString(curve("secp521r1").getPublic().getEncoded())))
                .isEmpty();
        assertThat(VerificationKey.parse(Base64.getEncoder().encodeToString(rsa().getEncoded())))
                .isEmpty();
        assertThat(VerificationKey.parse("nothing")).isEmpty();
    }

    private static boolean isSigned(KeyPair pair, String envelope) {
        VerificationKey key = VerificationKey.parse(
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()))
                .orElseThrow();
        return Envelope.isSignedByOneOf(List.of(key), envelope.getBytes(StandardCharsets.UTF_8));
    }

    private static String envelope(KeyPair pair, String algorithm, String payload) throws Exception {
        return envelope(pair, algorithm, payload, Base64.getEncoder());
    }

    private static String envelope(KeyPair pair, String algorithm, String payload, Base64.Encoder base64)
            throws Exception {
        byte[] body = payload.getBytes(StandardCharsets.UTF_8);
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(pair.getPrivate());
        signature.update(Envelope.preAuthentication(Envelope.IN_TOTO, body));
        var envelope = Json.mapper().createObjectNode();
        envelope.put("payloadType", Envelope.IN_TOTO);
        envelope.put("payload", base64.encodeToString(body));
        envelope.putArray("signatures").addObject().put("sig", base64.encodeToString(signature.sign()));
        return envelope.toString();
    }

    /** Whose private key nobody has, nor needs here. */
    private static PublicKey rsa() throws Exception {
        BigInteger modulus = BigInteger.ONE.shiftLeft(2047).setBit(0);
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, RSAKeyGenParameterSpec.F4));
    }

    private static KeyPair curve(String name) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(name));
        return generator.generateKeyPair();
    }
}
