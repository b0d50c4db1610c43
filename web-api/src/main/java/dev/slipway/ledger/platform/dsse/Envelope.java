package dev.slipway.ledger.platform.dsse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

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

    /**
     * Whether one of these signatures of an envelope was made with one of these keys, whatever key it names.
     *
     * @param payload the file that has the payload
     * @param signatures in base64
     * @throws IOException if the file cannot be read
     */
    public static boolean isSignedByOneOf(
            List<VerificationKey> keys, String payloadType, Path payload, List<String> signatures) throws IOException {
        byte[] start = beforeBody(payloadType, Files.size(payload));
        for (String signature : signatures) {
            Optional<byte[]> bytes = bytes(signature);
            for (VerificationKey key : keys) {
                if (bytes.isPresent() && key.verifies(start, payload, bytes.get())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Both alphabets are allowed; empty if it is in neither. */
    private static Optional<byte[]> bytes(String base64) {
        try {
            return Optional.of(
                    Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/')));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The signed bytes: the protocol's pre-authentication encoding (PAE). */
    public static byte[] preAuthentication(String payloadType, byte[] body) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(beforeBody(payloadType, body.length));
        signed.writeBytes(body);
        return signed.toByteArray();
    }

    private static byte[] beforeBody(String payloadType, long length) {
        int ofType = payloadType.getBytes(StandardCharsets.UTF_8).length;
        return ("DSSEv1 " + ofType + " " + payloadType + " " + length + " ").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(JsonNode node) {
        try {
            return Json.mapper().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written as JSON", e);
        }
    }
}
