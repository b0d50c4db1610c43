package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deployments, found by what they have. */
@InTurn
class FilterIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller PIPELINE = Caller.pipeline();
    private static final History HISTORY = new History(SCRATCH, REALM, PIPELINE);
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String COMMIT = "c0ffee".repeat(6) + "abcd";

    private static String releaseId;
    private static String oldest;
    private static String middle;
    private static String newest;

    @BeforeAll
    static void threeDeployments() {
        releaseId = HISTORY.release("1.0_RC.1", Map.of("artifactDigest", DIGEST, "commit", COMMIT));
        HISTORY.release("2.0", Map.of("artifactDigest", "sha256:" + "f".repeat(64), "commit", "badcafe"));
        oldest = HISTORY.deploy("1.0_RC.1", "2026-09-01T10:00:00Z");
        middle = HISTORY.deploy("2.0", "2026-09-02T10:00:00Z");
        newest = HISTORY.deploy("2.0", "2026-09-03T10:00:00Z", Map.of("channel", "cli"));
        History.observe(oldest, "deploy", "Basket-Service.war");
        History.observe(middle, "replace", "Basket%Service.war");
        History.observe(newest, "undeploy", "Basket%Service.war");
    }

    @Test
    void findsByTime() {
        assertThat(HISTORY.find("from=2026-09-02T10:00:00Z")).containsExactly(newest, middle);
        assertThat(HISTORY.find("until=2026-09-02T10:00:00Z")).containsExactly(oldest);
        assertThat(HISTORY.find("from=2026-09-02T12:00:00%2B02:00&until=2026-09-02T10:00:00.000001Z"))
                .containsExactly(middle);
    }

    @Test
    void findsByWhatWasDone() {
        assertThat(HISTORY.find("operation=deploy")).containsExactly(oldest);
        assertThat(HISTORY.find("operation=undeploy&channel=cli")).containsExactly(newest);
    }

    @Test
    void findsByRelease() {
        assertThat(HISTORY.find("version=2.0")).containsExactly(newest, middle);
        assertThat(HISTORY.find("version=2")).isEmpty();
        assertThat(HISTORY.find("releaseId=" + releaseId)).containsExactly(oldest);
        assertThat(HISTORY.find("artifactDigest=" + DIGEST)).containsExactly(oldest);
        assertThat(PIPELINE.get("/api/v1/deployments?releaseId=" + releaseId).items("id"))
                .containsExactly(oldest);
        assertThat(PIPELINE.get("/api/v1/deployments?artifactDigest=" + DIGEST).items("id"))
                .containsExactly(oldest);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0_rc.1, oldest",
        "0_RC, oldest",
        "c0ffee, oldest",
        "C0FFEEC0, oldest",
        "0ffee, ''",
        "sha256:0123456789abcdef01, oldest",
        "0123456789ABCDEF01, oldest",
        "123456789abcdef0, ''",
        "BASKET, newest middle oldest",
        "t%25s, newest middle",
        "t_s, ''",
        "t%5Cs, ''",
        "service.war, newest middle oldest",
        "account-it-, newest middle oldest",
        "nowhere-to-be-found, ''",
        "%27;drop%20table%20x--, ''",
    })
    void searches(String text, String found) {
        Map<String, String> names = Map.of(oldest, "oldest", middle, "middle", newest, "newest");
        assertThat(String.join(
                        " ",
                        HISTORY.find("search=" + text).stream().map(names::get).toList()))
                .isEqualTo(found);
    }

    @Test
    void searchesForServices() {
        assertThat(PIPELINE.get("/api/v1/deployments?search=" + HISTORY.service).items("id"))
                .containsExactly(newest, middle, oldest);
    }

    /** A text that is in very many deployments is found another way than a rare one; pages fit together in either case. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "service-account", "BASKET"})
    void searchesPageByPage(String text) {
        List<String> whole = HISTORY.find("search=" + text);
        List<String> pages = new ArrayList<>();
        String next = "/api/v1/deployments?limit=1&service=" + HISTORY.service + "&search=" + text;
        while (!next.isEmpty()) {
            Answer page = PIPELINE.get(next);
            pages.addAll(page.items("id"));
            next = page.next().orElse("");
        }
        assertThat(pages).isNotEmpty().isEqualTo(whole);
    }

    @Test
    void doesNotTakeForLiveWhatWasUndeployed() {
        assertThat(PIPELINE.get("/api/v1/deployments?live=true&service=" + HISTORY.service)
                        .items("id"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "from=today, from",
        "from=2026-09-02T10:00:00, from",
        "until=2500-01-01T00:00:00Z, until",
        "from=2026-09-02T10:00:00Z&until=2026-09-02T10:00:00Z, until",
        "operation=explode, operation",
        "version=-1, version",
        "artifactDigest=md5:1, artifactDigest",
        "releaseId=1, releaseId",
        "releaseId=1-1-1-1-1, releaseId",
        "search=, search",
        "search=%00, search",
        "search=%20a, search",
        "live=true&after=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, after",
        "after=shop.production, after",
        "live=yes, live",
    })
    void namesWhatItRefuses(String query, String field) {
        Answer refused = PIPELINE.get("/api/v1/deployments?" + query);
        refused.expectProblem(400, "invalid-request");
        assertThat(refused.refused()).containsExactly(field);
    }
}
