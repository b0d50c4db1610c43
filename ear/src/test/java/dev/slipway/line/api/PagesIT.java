package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, read page by page. */
@Isolated
@Order(Order.DEFAULT - 1)
class PagesIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller ADMIN = REALM.client("admin");
    private static final int ROWS = 7;
    private static final String SERVICE = SCRATCH.service(ADMIN);
    private static final Map<String, List<String>> MADE = new HashMap<>();

    @BeforeAll
    static void fillTheLists() {
        MADE.put("services?", make("services", "name", i -> Requests.service(SCRATCH.name())));
        MADE.put(
                "environments?",
                make("environments", "name", i -> Requests.with(Requests.environment(SCRATCH.name()), "rank", i % 3)));
        MADE.put("releases?service=" + SERVICE + "&", make("releases", "id", i -> Requests.release(SERVICE, "1." + i)));
        // Some begin at the same moment: then the id decides.
        Instant began = Instant.parse("2026-11-20T10:00:00Z");
        MADE.put("deployments?service=" + SERVICE + "&", make("deployments", "id", i -> at(began.plusSeconds(i / 2))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"services", "environments", "releases", "deployments"})
    void leaveNothingOutAndShowNothingTwice(String list) {
        String filtered = MADE.keySet().stream()
                .filter(key -> key.startsWith(list + "?"))
                .findFirst()
                .orElseThrow();
        String member = list.equals("services") || list.equals("environments") ? "name" : "id";
        List<String> whole = walk("/api/v1/" + filtered + "limit=100", member);
        assertThat(whole).doesNotHaveDuplicates().containsAll(MADE.get(filtered));
        for (int limit : new int[] {1, 2, 3, ROWS}) {
            assertThat(walk("/api/v1/" + filtered + "limit=" + limit, member)).isEqualTo(whole);
        }
    }

    @Test
    void areOrdered() {
        List<String> names = walk("/api/v1/services?limit=3", "name");
        assertThat(names).isSorted();
        List<String> starts = walk("/api/v1/deployments?limit=3", "startedAt");
        assertThat(starts.stream().map(Instant::parse).toList()).isSortedAccordingTo((a, b) -> b.compareTo(a));
        List<String> ranks = walk("/api/v1/environments?limit=3", "rank");
        assertThat(ranks.stream().map(Integer::valueOf).toList()).isSorted();
    }

    @Test
    void haveTwentyItemsUnlessAskedOtherwise() {
        String service = SCRATCH.service(ADMIN);
        IntStream.range(0, 21)
                .forEach(i -> ADMIN.post("/api/v1/releases", Requests.release(service, "" + i))
                        .expect(201));
        Answer first = ADMIN.get("/api/v1/releases?service=" + service);
        assertThat(first.items("id")).hasSize(20);
        assertThat(first.next()).isPresent();
        Answer second = ADMIN.get(first.next().orElseThrow());
        assertThat(second.items("id")).hasSize(1);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void stayWhatTheyWereWhileRowsAreAdded() {
        String service = SCRATCH.service(ADMIN);
        ADMIN.post("/api/v1/releases", Requests.release(service, "1")).expect(201);
        Map<String, Object> request = Requests.deployment(service, "1");
        Set<String> before = new HashSet<>();
        IntStream.range(0, 12).forEach(i -> before.add(record(request, "2026-11-20T10:00:00Z")));
        List<String> seen = new ArrayList<>();
        String path = "/api/v1/deployments?limit=2&service=" + service;
        for (boolean more = true; more; ) {
            Answer page = ADMIN.get(path);
            seen.addAll(page.items("id"));
            // Newer ones come in front of the page that was just read, older ones behind it.
            record(request, "2026-11-21T10:00:00Z");
            more = page.next().isPresent();
            path = page.next().orElse(path);
        }
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void keepTheFiltersInTheLink() {
        Answer first = ADMIN.get(
                "/api/v1/deployments?limit=1&service=" + SERVICE + "&outcome=succeeded&environment=production");
        assertThat(first.next().orElseThrow())
                .startsWith("/api/v1/deployments?")
                .contains("service=" + SERVICE, "outcome=succeeded", "environment=production", "limit=1", "after=");
    }

    private static Map<String, Object> at(Instant time) {
        Map<String, Object> request = Requests.with(Requests.deployment(SERVICE, "1.0"), "startedAt", time.toString());
        return Requests.with(request, "finishedAt", time.plusSeconds(5).toString());
    }

    private static String record(Map<String, Object> request, String at) {
        Map<String, Object> then = Requests.with(Requests.with(request, "startedAt", at), "finishedAt", at);
        return ADMIN.post("/api/v1/deployments", then).expect(201).path("id").asText();
    }

    private static List<String> make(String list, String member, IntFunction<Map<String, Object>> request) {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> ADMIN.post("/api/v1/" + list, request.apply(i))
                        .expect(201)
                        .path(member)
                        .asText())
                .toList();
    }

    private static List<String> walk(String path, String member) {
        List<String> values = new ArrayList<>();
        String next = path;
        while (!next.isEmpty()) {
            Answer page = ADMIN.get(next);
            values.addAll(page.items(member));
            next = page.next().orElse("");
        }
        return values;
    }
}
