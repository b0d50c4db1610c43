package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading again what has not changed. */
@InTurn
class ConditionalGetIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller PIPELINE = Caller.pipeline();
    private static String service = "";
    private static String environment = "";

    /** The next of each comes right after it, whatever others make meanwhile. */
    @BeforeAll
    static void make() {
        service = SCRATCH.service(PIPELINE);
        SCRATCH.service(PIPELINE);
        environment = SCRATCH.name();
        Caller admin = REALM.client("admin");
        for (String name : new String[] {environment, SCRATCH.name()}) {
            admin.post("/api/v1/environments", Requests.environment(name)).expect(201);
        }
        PIPELINE.post("/api/v1/releases", Requests.release(service, "1.0")).expect(201);
        PIPELINE.post(
                        "/api/v1/deployments",
                        Requests.with(Requests.deployment(service, "1.0"), "environment", environment))
                .expect(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services?limit=1&after=%1$s",
                "services/slipway",
                "environments?limit=1&after=0050%2$s",
                "environments/production",
                "releases?service=%1$s",
                "deployments?service=%1$s&environment=%2$s",
                "me"
            })
    void sparesTheTransfer(String what) {
        String path = what.formatted(service, environment);
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
        String path = "/api/v1/deployments?service=" + service;
        Answer first = PIPELINE.get(path, "Accept-Encoding", "gzip");
        Answer again = PIPELINE.get(path, "Accept-Encoding", "gzip", "If-None-Match", first.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void tellsWhatHasChanged() {
        String other = SCRATCH.service(PIPELINE);
        String list = "/api/v1/releases?service=" + other;
        String empty = PIPELINE.get(list).header("ETag");
        PIPELINE.post("/api/v1/releases", Requests.release(other, "1.0")).expect(201);
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
