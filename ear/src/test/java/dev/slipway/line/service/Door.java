package dev.slipway.line.service;

import dev.slipway.line.NativeManagement;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The two ways into a worker: httpd's to its applications, and the agent's to its management. */
final class Door {
    private Door() {}

    /** Asks for a page, with what only httpd knows or with something else; null is nothing. */
    static HttpURLConnection page(ServiceWorker worker, String path, @Nullable String front) throws IOException {
        HttpURLConnection connection = connect(worker.port(), path);
        if (front != null) {
            connection.setRequestProperty("Slipway-Front", front);
        }
        return connection;
    }

    /** The status of the answer to a form that httpd passes on; 0 where the connection is closed without one. */
    static int form(ServiceWorker worker, String path, String type, int length, boolean saysLength) throws IOException {
        HttpURLConnection connection = connect(worker.port(), path);
        connection.setRequestProperty("Slipway-Front", ServiceWorker.FRONT);
        connection.setRequestProperty("Content-Type", type);
        connection.setDoOutput(true);
        if (saysLength) {
            connection.setFixedLengthStreamingMode(length);
        } else {
            connection.setChunkedStreamingMode(0);
        }
        try (OutputStream body = connection.getOutputStream()) {
            body.write("a".repeat(length).getBytes(StandardCharsets.US_ASCII));
            return connection.getResponseCode();
        } catch (SocketException e) {
            return 0;
        }
    }

    /** The page's text, whatever its status. */
    static String text(HttpURLConnection connection) throws IOException {
        InputStream body =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream();
        if (body == null) {
            return "";
        }
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Puts an archive on the worker, and starts it; what the management says to that. */
    static String deploy(ServiceWorker worker, String name, byte[] archive) {
        return NativeManagement.user("agent", ServiceWorker.PASSWORD)
                .at(worker.managementPort())
                .deploy(name, archive)
                .orElseThrow()
                .path("outcome")
                .asText();
    }

    /** Carries out an operation on the server as a whole; what the management says to that. */
    static String manage(ServiceWorker worker, String operation) {
        return NativeManagement.user("agent", ServiceWorker.PASSWORD)
                .at(worker.managementPort())
                .execute("{\"operation\":\"%s\",\"address\":[]}".formatted(operation))
                .orElseThrow()
                .path("outcome")
                .asText();
    }

    /** The most bytes that the worker's heap may have. */
    static long largestHeap(ServiceWorker worker) {
        return NativeManagement.user("agent", ServiceWorker.PASSWORD)
                .at(worker.managementPort())
                .execute("""
                        {"operation":"read-attribute","name":"heap-memory-usage",
                         "address":[{"core-service":"platform-mbean"},{"type":"memory"}]}""")
                .orElseThrow()
                .path("result")
                .path("max")
                .asLong();
    }

    private static HttpURLConnection connect(int port, String path) throws IOException {
        return (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    }
}
