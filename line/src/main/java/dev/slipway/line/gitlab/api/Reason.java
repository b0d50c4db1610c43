package dev.slipway.line.gitlab.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/** Why GitLab rejects a request, in one line. */
final class Reason {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 400;

    private Reason() {}

    /** From the body of an answer; empty if that has no message. */
    static String of(byte[] body) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (IOException e) {
            return "";
        }
        for (String member : List.of("message", "error_description", "error")) {
            if (answer.hasNonNull(member)) {
                return text(answer.path(member));
            }
        }
        return text(answer);
    }

    private static String text(JsonNode answer) {
        String text = answer.isTextual() ? answer.asText() : answer.toString();
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
