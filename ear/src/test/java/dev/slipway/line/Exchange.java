package dev.slipway.line;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A request and its answer, on a connection that the client may have kept from an earlier one. */
public final class Exchange {
    private Exchange() {}

    /**
     * Sent once more where the connection ends without a byte of an answer: httpd, reloading, closes those that it keeps, and has not read what
     * comes on one. Of a GET, the HTTP client sees to that itself.
     *
     * @param body reads the answer's body
     * @return the answer, or the failure of the last attempt
     */
    public static <T> CompletableFuture<HttpResponse<T>> send(
            HttpClient client, HttpRequest request, BodyHandler<T> body) {
        return client.sendAsync(request, body)
                .exceptionallyCompose(failure ->
                        isUnread(failure) ? client.sendAsync(request, body) : CompletableFuture.failedFuture(failure));
    }

    private static boolean isUnread(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        String said = cause instanceof IOException ? String.valueOf(cause.getMessage()) : "";
        return said.endsWith("received no bytes") || said.equals("Connection reset");
    }
}
