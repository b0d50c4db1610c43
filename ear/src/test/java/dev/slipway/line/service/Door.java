package dev.slipway.line.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The two ways into a worker: httpd's to its applications, and the agent's to its management. */
final class Door {
    private static final String BOUNDARY = "slipway-tests";

    private Door() {}

    /** Asks for a page, with what only httpd knows or with something else; null is nothing. */
    static HttpURLConnection page(ServiceWorker worker, String path, @Nullable String front) throws IOException {
        HttpURLConnection connection = connect(worker.port(), path);
        if (front != null) {
            connection.setRequestProperty("Slipway-Front", front);
        }
        return connection;
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
    static String deploy(ServiceWorker worker, String name, byte[] archive) throws IOException {
        HttpURLConnection connection = connect(worker.managementPort(), "/management-upload");
        // The one client of the JDK that knows Digest.
        connection.setAuthenticator(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("agent", ServiceWorker.PASSWORD.toCharArray());
            }
        });
        connection.setDoOutput(true);
        connection.setRequestProperty("X-Management-Client-Name", BOUNDARY);
        connection.setRequestProperty("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(part("operation", "application/json"));
        body.writeBytes("""
                {"operation":"composite","address":[],"operation-headers":{"rollback-on-runtime-failure":true},"steps":[
                  {"operation":"add","address":[{"deployment":"%1$s"}],"content":[{"input-stream-index":0}]},
                  {"operation":"deploy","address":[{"deployment":"%1$s"}]}]}""".formatted(name).getBytes(StandardCharsets.UTF_8));
        body.writeBytes(part("archive\"; filename=\"archive", "application/octet-stream"));
        body.writeBytes(archive);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        connection.getOutputStream().write(body.toByteArray());
        return text(connection);
    }

    private static byte[] part(String name, String type) {
        return "\r\n--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                .formatted(BOUNDARY, name, type)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static HttpURLConnection connect(int port, String path) throws IOException {
        return (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    }
}
