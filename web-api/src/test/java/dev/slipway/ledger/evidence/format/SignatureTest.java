package dev.slipway.ledger.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.evidence.TestEnvelopes;
import dev.slipway.ledger.platform.dsse.VerificationKey;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
    private static final String PAYLOAD = "{\"predicateType\":\"a\"}";

    @TempDir
    Path folder;

    @Test
    void believesEd25519() throws Exception {
        KeyPair pair = TestEnvelopes.pair();
        assertThat(isSigned(pair, TestEnvelopes.envelope(pair, PAYLOAD))).isTrue();
    }

    /** As cosign signs. */
    @Test
    void believesEcdsaOnP256() throws Exception {
        KeyPair pair = p256();
        assertThat(isSigned(pair, TestEnvelopes.envelope(pair, "SHA256withECDSA", PAYLOAD, Base64.getEncoder())))
                .isTrue();
    }

    @Test
    void takesBothAlphabetsOfBase64() throws Exception {
        KeyPair pair = p256();
        String payload = "{\"a\":\">>>>>>??????\"}";
        for (Base64.Encoder encoder : List.of(
                Base64.getEncoder(),
                Base64.getUrlEncoder(),
                Base64.getUrlEncoder().withoutPadding())) {
            ObjectNode envelope = TestEnvelopes.envelope(pair, "SHA256withECDSA", payload, encoder);
            assertThat(isSigned(pair, envelope)).as("%s", envelope).isTrue();
        }
    }

    /** Also with a payload of more than 20 million characters, which is as long as Jackson lets a text be. */
    @ParameterizedTest
    @ValueSource(ints = {5 << 20, 15_500_000})
    void believesWhateverTheLedgerTakes(int length) throws Exception {
        KeyPair pair = TestEnvelopes.pair();
        assertThat(isSigned(pair, TestEnvelopes.envelope(pair, "x".repeat(length))))
                .isTrue();
        assertThat(Files.size(file())).isLessThan(EvidenceReader.LARGEST);
    }

    @Test
    void believesNoOtherKeyAndNoOtherPayload() throws Exception {
        KeyPair pair = TestEnvelopes.pair();
        ObjectNode envelope = TestEnvelopes.envelope(pair, PAYLOAD);
        assertThat(isSigned(TestEnvelopes.pair(), envelope)).isFalse();
        String forged = Base64.getEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(isSigned(pair, envelope.deepCopy().put("payload", forged))).isFalse();
        assertThat(isSigned(pair, envelope.deepCopy().put("payloadType", "application/vnd.other+json")))
                .isFalse();
        assertThat(isSigned(List.of(), envelope.toString())).isFalse();
    }

    /** Each may take a pass over the payload with each key. */
    @Test
    void triesTheFirstSignatures() throws Exception {
        KeyPair pair = TestEnvelopes.pair();
        ObjectNode envelope = TestEnvelopes.envelope(pair, PAYLOAD);
        ArrayNode signatures = (ArrayNode) envelope.path("signatures");
        signatures.insertObject(0).put("sig", "no base64");
        for (int others = 1; others < JsonDocument.SIGNATURES_LIMIT; others++) {
            assertThat(isSigned(pair, envelope)).as("after %d", others).isTrue();
            signatures.insertObject(0).put("keyid", "other").put("sig", "AA==");
        }
        assertThat(isSigned(pair, envelope)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"%%\",\"signatures\":[{\"sig\":\"AA==\"}]}",
                "{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"AA==\",\"signatures\":[{\"sig\":7}]}",
                "{\"payload\":\"AA==\",\"signatures\":{}}"
            })
    void believesNothingElse(String text) throws Exception {
        assertThat(isSigned(List.of(TestEnvelopes.key(TestEnvelopes.pair())), text))
                .isFalse();
    }

    private boolean isSigned(KeyPair pair, ObjectNode envelope) throws IOException {
        return isSigned(List.of(TestEnvelopes.key(pair)), Json.mapper().writeValueAsString(envelope));
    }

    private boolean isSigned(List<VerificationKey> keys, String text) throws IOException {
        return new EvidenceReader(Digest.ofHex(Sha256.hex("shop.war"))).isSigned(Files.writeString(file(), text), keys);
    }

    private Path file() {
        return folder.resolve("file");
    }

    private static KeyPair p256() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
