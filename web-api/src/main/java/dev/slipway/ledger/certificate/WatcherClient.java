package dev.slipway.ledger.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the watcher's files from httpd over HTTP, each only if it has changed. Uses {@code HttpURLConnection},
 * which leaves no thread behind on undeployment.
 */
class WatcherClient {
    private static final int PATIENCE_MILLISECONDS = 5_000;

    /** The watcher cuts its events to the newer half beyond a megabyte. */
    private static final int LONGEST = 4 << 20;

    private final URI folder;
    private @Nullable String stateTag;
    private @Nullable String eventsTag;

    /** Reads in a folder, whose address ends with a slash. */
    WatcherClient(URI folder) {
        this.folder = folder;
    }

    /** The watcher's new report; empty if nothing is new, or the watcher has never run. */
    Optional<WatcherReport> read() throws IOException {
        Optional<Answer> state = get("certificates.json", stateTag);
        if (state.isEmpty()) {
            return Optional.empty();
        }
        Optional<Answer> events = get("certificate-events.jsonl", eventsTag);
        WatcherReport report =
                WatcherReport.parse(state.get().text(), events.map(Answer::text).orElse(""));
        stateTag = state.get().tag();
        eventsTag = events.map(Answer::tag).orElse(eventsTag);
        return Optional.of(report);
    }

    /** Takes everything for new the next time: what was read was not kept. */
    void forget() {
        stateTag = null;
        eventsTag = null;
    }

    private Optional<Answer> get(String file, @Nullable String tag) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) folder.resolve(file).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(PATIENCE_MILLISECONDS);
        connection.setReadTimeout(PATIENCE_MILLISECONDS);
        connection.setInstanceFollowRedirects(false);
        if (tag != null) {
            connection.setRequestProperty("If-None-Match", tag);
        }
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_NOT_MODIFIED || status == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.empty();
        }
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException("the status of " + file + " is " + status);
        }
        try (InputStream body = connection.getInputStream()) {
            String text = new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8);
            return Optional.of(new Answer(text, connection.getHeaderField("ETag")));
        }
    }

    private record Answer(String text, @Nullable String tag) {}
}
