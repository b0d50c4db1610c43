package dev.slipway.line.load;

import dev.slipway.line.Line;
import java.nio.charset.StandardCharsets;

/**
 * One request of a load.
 *
 * @param number its place among all of them
 * @param method GET or POST
 * @param path what it asks for
 * @param body what it sends; empty for a GET
 */
public record Call(int number, String method, String path, String body) {
    static Call get(int number, String path) {
        return new Call(number, "GET", path, "");
    }

    static Call post(int number, String path, String body) {
        return new Call(number, "POST", path, body);
    }

    boolean isWrite() {
        return method.equals("POST");
    }

    /** What it is told by when it is sent again. */
    String key(String load) {
        return load + "-" + number;
    }

    int expected() {
        return isWrite() ? 201 : 200;
    }

    /** As it goes over the wire of HTTP/1.1. */
    byte[] bytes(String token, String load) {
        Line line = Line.running();
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = "%s %s HTTP/1.1\r\nHost: %s:%d\r\nAccept: application/json\r\nAuthorization: Bearer %s\r\n"
                .formatted(method, path, line.host("mywebapp"), line.port("SLIPWAY_HTTPS_PORT"), token);
        if (isWrite()) {
            head += "Content-Type: application/json\r\nContent-Length: %d\r\nIdempotency-Key: %s\r\n"
                    .formatted(content.length, key(load));
        }
        byte[] start = (head + "\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[start.length + content.length];
        System.arraycopy(start, 0, bytes, 0, start.length);
        System.arraycopy(content, 0, bytes, start.length, content.length);
        return bytes;
    }
}
