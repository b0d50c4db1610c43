package dev.slipway.line.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncomingBodyTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong nanos = new AtomicLong();
    private final Source source = new Source();

    private record Info(int statusCode) implements ResponseInfo {
        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of(), (name, value) -> true);
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    private static final class Source implements Flow.Subscription {
        private long requested;
        private boolean isCancelled;
        private Runnable onCancel = () -> {};

        @Override
        public void request(long parts) {
            requested += parts;
        }

        @Override
        public void cancel() {
            isCancelled = true;
            onCancel.run();
        }
    }

    private static List<ByteBuffer> part(String text) {
        return List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void mayTakeAnyTimeWhileItGoesOn() {
        IncomingBody body = new IncomingBody(null, nanos::get);
        passes(Duration.ofHours(1));
        assertThat(body.left(MINUTE)).as("before the headers").isEqualTo(MINUTE);
        body.apply(new Info(200)).onSubscribe(source);
        for (String text : List.of("s", "h", "o", "p")) {
            passes(Duration.ofSeconds(59));
            assertThat(body.left(MINUTE)).isEqualTo(Duration.ofSeconds(1));
            body.onNext(part(text));
        }
        passes(MINUTE);
        assertThat(body.left(MINUTE)).isZero();
        body.onComplete();
        assertThat(body.getBody().toCompletableFuture().join()).isEqualTo("shop".getBytes(StandardCharsets.UTF_8));
        assertThat(source.requested)
                .as("each part once the one before is taken")
                .isEqualTo(5);
    }

    @Test
    void saysWhatHappenedToItsFile(@TempDir Path folder) {
        IncomingBody body = IncomingBody.in(folder.resolve("archive"));
        body.apply(new Info(200)).onSubscribe(source);
        source.onCancel = () -> body.onError(new EOFException("canceled"));
        body.close();
        body.onNext(part("shop"));
        assertThat(source.isCancelled).isTrue();
        assertThatThrownBy(() -> body.getBody().toCompletableFuture().join())
                .hasCauseInstanceOf(IncomingBody.FileException.class);
    }
}
