package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Scratch;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading again what has not changed. */
@InTurn
class ConditionalGetIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    private static final Caller PIPELINE = Caller.pipeline();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services",
                "services/slipway",
                "environments",
                "environments/production",
                "releases",
                "deployments",
                "me"
            })
    void sparesTheTransfer(String path) {
        Answer first = PIPELINE.get("/api/v1/" + path);
        first.expect(200);
        assertThat(first.header("Cache-Control")).contains("private", "no-cache");
        String tag = first.header("ETag");
        assertThat(tag).matches("W/\"[!-~]+\"");
        Answer again = PIPELINE.get("/api/v1/" + path, "If-None-Match", tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(PIPELINE.get("/api/v1/" + path, "If-None-Match", "\"other\", " + tag.substring(2))
                        .status())
                .as("tags are compared weakly")
                .isEqualTo(304);
        assertThat(PIPELINE.get("/api/v1/" + path, "If-None-Match", "\"other\"").status())
                .isEqualTo(200);
    }

    /** Compressed on the way, an answer gets another tag from httpd; it must be good for the next question all the same. */
    @Test
    void sparesTheTransferOfCompressedAnswers() {
        Answer first = PIPELINE.get("/api/v1/deployments", "Accept-Encoding", "gzip");
        Answer again =
                PIPELINE.get("/api/v1/deployments", "Accept-Encoding", "gzip", "If-None-Match", first.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void tellsWhatHasChanged() {
        String service = SCRATCH.service(PIPELINE);
        String list = "/api/v1/releases?service=" + service;
        String empty = PIPELINE.get(list).header("ETag");
        PIPELINE.post("/api/v1/releases", Requests.release(service, "1.0")).expect(201);
        Answer changed = PIPELINE.get(list, "If-None-Match", empty);
        assertThat(changed.items("version")).containsExactly("1.0");
        assertThat(changed.header("ETag")).isNotEqualTo(empty);
    }

    @Test
    void answersHeadAsGetWithoutTheBody() {
        Answer get = PIPELINE.get("/api/v1/services/slipway");
        Answer head = PIPELINE.send("HEAD", "/api/v1/services/slipway", BodyPublishers.noBody());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
    }
}
