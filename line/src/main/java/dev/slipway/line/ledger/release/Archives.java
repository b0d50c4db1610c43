package dev.slipway.line.ledger.release;

import dev.slipway.line.http.Answer;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Call;
import dev.slipway.line.ledger.Ledger;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;

/** The archives of releases. */
public final class Archives {
    private static final Duration UPLOAD = Duration.ofMinutes(30);

    /** The timeout until the first byte, and for pauses. */
    private static final Duration DOWNLOAD = Duration.ofMinutes(1);

    private final Ledger ledger;

    /** For a ledger. */
    public Archives(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Whether an archive is stored for the caller. If it is stored only for another service, the caller must still
     * upload it.
     */
    public boolean has(String digest) {
        Answer answer = ledger.send(Call.of("HEAD", path(digest)));
        return answer.status() != 404
                && answer.status() != 403
                && ledger.expect(answer, "the look for an archive").isSuccess();
    }

    /**
     * Stores an archive. This is idempotent, so it is sent again if the connection is lost.
     *
     * @param sent receives the number of bytes sent so far, from 0 at each attempt
     */
    public void put(String digest, Path file, LongConsumer sent) {
        Call call = Call.of("PUT", path(digest))
                .body("application/octet-stream", () -> {
                    sent.accept(0);
                    return counted(file, sent);
                })
                .within(UPLOAD);
        ledger.expect(ledger.forUploads().send(call), "the archive " + file.getFileName());
    }

    /**
     * Writes an archive to a file.
     *
     * @param file the file, which is created or overwritten
     * @throws IOException if the file cannot be written
     */
    public void save(String digest, Path file) throws IOException {
        Answer answer = ledger.save(path(digest), file, "application/octet-stream", DOWNLOAD);
        ledger.expect(answer, "the archive " + digest);
    }

    private static ApiPath path(String digest) {
        return ApiPath.of("archives/" + digest);
    }

    private static BodyPublisher counted(Path file, LongConsumer sent) {
        try {
            BodyPublisher bytes = BodyPublishers.ofFile(file);
            return BodyPublishers.fromPublisher(
                    subscriber -> bytes.subscribe(new Counter(subscriber, sent)), bytes.contentLength());
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Counter implements Flow.Subscriber<ByteBuffer> {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final LongConsumer sent;
        private long bytes;

        Counter(Flow.Subscriber<? super ByteBuffer> subscriber, LongConsumer sent) {
            this.subscriber = subscriber;
            this.sent = sent;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscriber.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer item) {
            bytes += item.remaining();
            sent.accept(bytes);
            subscriber.onNext(item);
        }

        @Override
        public void onError(Throwable thrown) {
            subscriber.onError(thrown);
        }

        @Override
        public void onComplete() {
            subscriber.onComplete();
        }
    }
}
