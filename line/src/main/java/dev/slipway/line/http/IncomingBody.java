package dev.slipway.line.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The body of one answer as it is received, into memory or a file, with the time since its last part. */
final class IncomingBody implements BodyHandler<byte[]>, BodySubscriber<byte[]>, AutoCloseable {
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private final @Nullable WritableByteChannel file;
    private final LongSupplier nanos;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private WritableByteChannel out = Channels.newChannel(memory);
    private Flow.@Nullable Subscription source;
    private volatile boolean isBegun;
    private volatile long heardAt;

    /** The file cannot be written. */
    static final class FileException extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        FileException(IOException cause) {
            super(cause);
        }
    }

    /**
     * With a clock.
     *
     * @param file where the body of a successful answer goes; null for memory
     * @param nanos nanoseconds since any moment
     */
    IncomingBody(@Nullable WritableByteChannel file, LongSupplier nanos) {
        this.file = file;
        this.nanos = nanos;
    }

    static IncomingBody inMemory() {
        return new IncomingBody(null, System::nanoTime);
    }

    /** In a file, which is created or overwritten; in memory if the answer is no success. */
    static IncomingBody in(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            return new IncomingBody(channel, System::nanoTime);
        } catch (IOException e) {
            throw new FileException(e);
        }
    }

    /** How much longer the next part may take if pauses may be this long; before the headers, all of that. */
    Duration left(Duration pause) {
        return isBegun ? pause.minusNanos(nanos.getAsLong() - heardAt) : pause;
    }

    @Override
    public BodySubscriber<byte[]> apply(ResponseInfo answer) {
        if (file != null && answer.statusCode() / 100 == 2) {
            out = file;
        }
        heardAt = nanos.getAsLong();
        isBegun = true;
        return this;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        Flow.Subscription subscription = Objects.requireNonNull(source);
        try {
            for (ByteBuffer part : parts) {
                while (part.hasRemaining()) {
                    out.write(part);
                }
            }
        } catch (IOException e) {
            // Complete first: canceling may report its own error.
            body.completeExceptionally(new FileException(e));
            subscription.cancel();
            return;
        }
        heardAt = nanos.getAsLong();
        subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(memory.toByteArray());
    }

    @Override
    public void close() {
        if (file == null) {
            return;
        }
        try {
            file.close();
        } catch (IOException e) {
            throw new FileException(e);
        }
    }
}
