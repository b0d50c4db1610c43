package dev.slipway.ledger.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.platform.dsse.Envelope;
import dev.slipway.ledger.platform.dsse.VerificationKey;
import dev.slipway.ledger.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/** Envelopes that somebody signed, for the tests of whom to believe. */
public final class TestEnvelopes {
    private static final String ED25519 = "Ed25519";

    private TestEnvelopes() {}

    /** An Ed25519 key. */
    public static KeyPair pair() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(ED25519).generateKeyPair();
    }

    /** The key that a policy has of a pair. */
    public static VerificationKey key(KeyPair pair) {
        return VerificationKey.parse(
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()))
                .orElseThrow();
    }

    /** A payload in an envelope, signed with an Ed25519 key. */
    public static ObjectNode envelope(KeyPair pair, String payload) throws GeneralSecurityException {
        return envelope(pair, ED25519, payload, Base64.getEncoder());
    }

    /** A payload in an envelope. */
    public static ObjectNode envelope(KeyPair pair, String algorithm, String payload, Base64.Encoder base64)
            throws GeneralSecurityException {
        byte[] body = payload.getBytes(StandardCharsets.UTF_8);
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(pair.getPrivate());
        signature.update(Envelope.preAuthentication(Envelope.IN_TOTO, body));
        ObjectNode envelope = Json.mapper().createObjectNode();
        envelope.put("payloadType", Envelope.IN_TOTO);
        envelope.put("payload", base64.encodeToString(body));
        envelope.putArray("signatures").addObject().put("sig", base64.encodeToString(signature.sign()));
        return envelope;
    }
}
