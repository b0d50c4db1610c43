package dev.slipway.line.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/** Why GitLab refuses something, short enough for one line. */
final class Reason {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 400;

    private Reason() {}

    /** By the body of an answer; empty where that says nothing. */
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
