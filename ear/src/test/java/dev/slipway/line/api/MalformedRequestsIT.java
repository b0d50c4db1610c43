package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.RawExchange;
import dev.slipway.line.Scratch;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the fault is never the ledger's. */
class MalformedRequestsIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    private static final Caller PIPELINE = Caller.pipeline();
    private static final String SERVICE = SCRATCH.service(PIPELINE);
    private static final List<String> LISTS = List.of("services", "environments", "releases", "deployments", "me");
    private static final List<String> PARAMETERS =
            List.of("limit", "after", "service", "environment", "channel", "actor", "outcome", "live", "", "a%", "%ff");
    private static final List<String> SCRAPS = List.of(
            "",
            "null",
            "true",
            "-0",
            "1e999999",
            "NaN",
            "9".repeat(400),
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "{}",
            "[]",
            "[[[[",
            "{\"a\":",
            "\"",
            "\\",
            "'",
            "<!--",
            "\u0000",
            "\u00ff\u00fe",
            "\u00c3(",
            "../../etc/passwd",
            "%00",
            "%ff",
            "%c0%ae",
            "%2e%2e%2f",
            "%",
            ";jsessionid=x",
            "' or '1'='1",
            "${jndi:ldap://127.0.0.1/a}",
            "{{7*7}}",
            "a".repeat(5_000),
            "\u202e",
            "2026-02-30T25:61:61Z",
            "+999999999-12-31T23:59:59Z",
            "00000000-0000-0000-0000-00000000000g",
            "\"x\"",
            ",",
            ":",
            "//",
            "?",
            "#",
            "&",
            "=",
            " ",
            "\t");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void areRefusedWithoutAFailure(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            byte[] request = request(random);
            String head = new String(request, StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElseThrow();
            Answer answer = RawExchange.tls(Line.running().host("mywebapp"), request);
            assertThat(answer.status())
                    .as("request %d of seed %d:%n%s%n%s", i, seed, shown(request), answer)
                    .isBetween(200, 499);
            if (answer.status() >= 400 && isAddress(head.split(" ", -1)[1])) {
                assertThat(answer.header("Content-Type"))
                        .as("request %d of seed %d:%n%s%n%s", i, seed, shown(request), answer)
                        .startsWith("application/problem+json");
            }
        }
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);
        for (String body :
                new String[] {deep, "{\"name\":" + deep + "}", "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000)}) {
            Answer answer = PIPELINE.postText("/api/v1/services", body, "Content-Type", "application/json");
            assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        }
    }

    @Test
    void tooManyAndTooLongHeadersAreRefused() {
        String many =
                IntStream.range(0, 200).mapToObj(i -> "X-" + i + ": 1\r\n").reduce("", String::concat);
        String large = "X-Large: " + "x".repeat(40_000) + "\r\n";
        for (String headers : new String[] {many, large}) {
            Answer answer = RawExchange.tls(
                    Line.running().host("mywebapp"),
                    "GET /api/v1/services HTTP/1.1\r\nHost: " + authority() + "\r\n" + headers
                            + "Connection: close\r\n\r\n");
            assertThat(answer.status()).isBetween(400, 499);
        }
    }

    /** A valid request, broken in one to three places. */
    private static byte[] request(Random random) {
        boolean isPost = random.nextBoolean();
        String path = "/api/v1/" + pick(random, LISTS);
        String query = "";
        String headers = "";
        String body = "";
        if (isPost) {
            body = random.nextInt(4) == 0 ? scrap(random) : broken(random, valid(random));
            headers += "Content-Type: " + (random.nextInt(8) == 0 ? header(random) : "application/json") + "\r\n";
            if (random.nextInt(3) == 0) {
                headers += "Idempotency-Key: " + header(random) + "\r\n";
            }
        } else {
            if (random.nextInt(3) == 0) {
                path += "/" + address(scrap(random));
            }
            query = Stream.generate(() -> pick(random, PARAMETERS) + "=" + address(scrap(random)))
                    .limit(random.nextInt(4))
                    .reduce("", (all, next) -> all + (all.isEmpty() ? "?" : "&") + next);
        }
        if (random.nextInt(6) == 0) {
            headers += pick(
                            random,
                            List.of(
                                    "Accept",
                                    "If-None-Match",
                                    "Range",
                                    "Origin",
                                    "Sec-Fetch-Site",
                                    "Cookie",
                                    "Forwarded"))
                    + ": " + header(random) + "\r\n";
        }
        String authorization = "Bearer " + (random.nextInt(10) == 0 ? header(random) : PIPELINE.token());
        byte[] content = body.getBytes(random.nextInt(10) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes("%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nConnection: close\r\n%s%s\r\n"
                .formatted(
                        isPost ? "POST" : "GET",
                        path + query,
                        authority(),
                        authorization,
                        headers,
                        isPost ? "Content-Length: " + content.length + "\r\n" : "")
                .getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(content);
        return request.toByteArray();
    }

    private static String valid(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> "{\"name\":\"%s\",\"title\":\"Test\"}".formatted(SCRATCH.name());
            case 1 ->
                "{\"service\":\"%s\",\"version\":\"1.%d\",\"commit\":\"%s\",\"artifactDigest\":\"%s\"}"
                        .formatted(SERVICE, random.nextInt(1000), Requests.COMMIT, Requests.DIGEST);
            default ->
                "{\"service\":\"%s\",\"version\":\"1\",\"environment\":\"production\",\"channel\":\"cli\",\"outcome\":\"failed\",\"startedAt\":\"2026-11-23T10:15:30Z\",\"finishedAt\":\"2026-11-23T10:15:30Z\"}"
                        .formatted(SERVICE);
        };
    }

    private static String broken(Random random, String text) {
        StringBuilder broken = new StringBuilder(text);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(broken.length());
            int end = Math.min(broken.length(), at + random.nextInt(12));
            broken.replace(at, end, random.nextInt(3) == 0 ? "" : scrap(random));
            if (broken.isEmpty()) {
                break;
            }
        }
        return broken.toString();
    }

    private static String scrap(Random random) {
        return pick(random, SCRAPS);
    }

    /** What may stand in a header's value. */
    private static String header(Random random) {
        return scrap(random).replaceAll("[\\x00-\\x1f]", "");
    }

    /** What may stand in a request line without ending it. */
    private static String address(String scrap) {
        return scrap.replaceAll("[\\x00-\\x20]", "%20");
    }

    /** What is none gets no further than a parser; a NUL, or a slash in disguise, no further than httpd. */
    private static boolean isAddress(String target) {
        try {
            return new URI(target).toASCIIString().equals(target) && !target.matches("(?i).*(#|%00|%2f).*");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String authority() {
        return Line.running().ledger().getRawAuthority();
    }

    private static String shown(byte[] request) {
        return new String(request, StandardCharsets.ISO_8859_1)
                .replaceAll("Bearer ey[^\r]*", "Bearer …")
                .replaceAll("[^ -~\r\n]", "?")
                .replaceAll("(.{400}).*", "$1…");
    }
}
