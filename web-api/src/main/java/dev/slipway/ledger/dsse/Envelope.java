package dev.slipway.ledger.dsse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

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

    /** What is signed: the protocol's pre-authentication encoding (PAE). */
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
