package dev.slipway.line.story;

import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.SignIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Somebody who follows the ledger's events, and begins again where they were when a connection ends. */
final class Feed implements AutoCloseable {
    private final Caller caller;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::follow, "feed");
    private String lastId = "";
    private volatile boolean isClosed;

    Feed(Caller caller) {
        this.caller = caller;
        thread.setDaemon(true);
        thread.start();
    }

    /** Everything that was told. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    private void follow() {
        while (!isClosed) {
            try (Stream<String> told = ask().body()) {
                told.forEach(this::note);
            } catch (IOException | UncheckedIOException e) {
                // Again.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void note(String line) {
        lines.add(line);
        if (line.startsWith("id: ")) {
            lastId = line.substring("id: ".length());
        }
    }

    private HttpResponse<Stream<String>> ask() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        Line.running().ledger().resolve("/api/v1/events"))
                // Each worker has an order of its own.
                .header("Cookie", SignIn.SESSION + "=none.worker-1")
                .header("Authorization", "Bearer " + caller.token());
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        return Line.running().http().send(request.build(), BodyHandlers.ofLines());
    }

    /** Whoever reads a body may take the interruption for the end of the connection, so that is not enough. */
    @Override
    public void close() throws InterruptedException {
        isClosed = true;
        thread.interrupt();
        thread.join();
    }
}
