package dev.slipway.line.gitlab.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A call of GitLab's API that changes something.
 *
 * @param method the HTTP method
 * @param path the path below {@code /api/v4}, with its query, percent-encoded
 * @param body the parameters, which may contain a secret; empty for none
 * @param line the output when it is done; empty if the next change has it
 */
public record Change(String method, String path, ObjectNode body, String line) {

    static Change post(String path, ObjectNode body, String line) {
        return new Change("POST", path, body, line);
    }

    public static Change put(String path, ObjectNode body, String line) {
        return new Change("PUT", path, body, line);
    }

    static Change patch(String path, ObjectNode body, String line) {
        return new Change("PATCH", path, body, line);
    }

    static Change delete(String path, String line) {
        return new Change("DELETE", path, Parameters.empty(), line);
    }

    /** Without the body. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
