package dev.slipway.ledger.platform.dsse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** DSSE version 1: a payload, and a signature over its type and its bytes. */
public final class Envelope {
    /** The type of a payload that is an in-toto statement. */
    public static final String IN_TOTO = "application/vnd.in-toto+json";

    private Envelope() {}

    /** An envelope as one line of JSON, with one signature. */
    public static String sign(String payloadType, JsonNode payload, SigningKey key) {
        byte[] body = text(payload).getBytes(StandardCharsets.UTF_8);
        ObjectNode envelope = Json.mapper().createObjectNode();
        envelope.put("payloadType", payloadType);
        envelope.put("payload", Base64.getEncoder().encodeToString(body));
        envelope.putArray("signatures")
                .addObject()
                .put("keyid", key.fingerprint())
                .put("sig", Base64.getEncoder().encodeToString(key.sign(preAuthentication(payloadType, body))));
        return text(envelope);
    }

    /** Whether this is an envelope signed with one of these keys, whatever key it names. */
    public static boolean isSignedByOneOf(List<VerificationKey> keys, byte[] envelope) {
        try {
            JsonNode read = Json.mapper().readTree(envelope);
            byte[] signed = preAuthentication(read.path("payloadType").asText(), bytes(read.path("payload")));
            for (JsonNode signature : read.path("signatures")) {
                byte[] bytes = bytes(signature.path("sig"));
                if (keys.stream().anyMatch(key -> key.verifies(signed, bytes))) {
                    return true;
                }
            }
            return false;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Both alphabets are allowed. */
    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asText().replace('-', '+').replace('_', '/'));
    }

    /** The signed bytes: the protocol's pre-authentication encoding (PAE). */
    public static byte[] preAuthentication(String payloadType, byte[] body) {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(type);
        signed.writeBytes((" " + body.length + " ").getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        return signed.toByteArray();
    }

    private static String text(JsonNode node) {
        try {
            return Json.mapper().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written as JSON", e);
        }
    }
}
