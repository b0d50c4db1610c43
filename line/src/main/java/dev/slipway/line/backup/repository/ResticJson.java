package dev.slipway.line.backup.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** The JSON that restic prints. */
final class ResticJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResticJson() {}

    /** Parses a line; an empty object if it is something else. */
    static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }
}
