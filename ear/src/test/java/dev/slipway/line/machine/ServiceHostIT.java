package dev.slipway.line.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Answer;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.RawExchange;
import dev.slipway.line.Scratch;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each service has a host of its own, and is seen at no other. */
class ServiceHostIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    private static final String ROOT = SCRATCH.name();
    private static final String SHOP = SCRATCH.name();
    private static final String DESK = SCRATCH.name();

    @BeforeAll
    static void add() {
        services("add", ROOT, "--context", "/").expectSuccess();
        services("add", SHOP, "--context", "/shop.it").expectSuccess();
        services("add", DESK, "--context", "/shop.it/desk").expectSuccess();
    }

    @AfterAll
    static void remove() {
        List.of(ROOT, SHOP, DESK).forEach(name -> services("remove", name));
    }

    @Test
    void showsNoOtherServiceWithinItsOwnContext() {
        for (String path :
                List.of("/shop.it", "/shop.it/", "/shop.it/x", "//shop.it/x", "/%73hop.it/x", "/a/../shop.it")) {
            assertThat(isRefused(ROOT, path)).as(path).isTrue();
        }
        assertThat(isRefused(SHOP, "/shop.it/desk/x")).isTrue();
        assertThat(isRefused(DESK, "/shop.it/x")).isTrue();
    }

    @Test
    void showsItself() {
        for (String path : List.of("/", "/x", "/shop.iti", "/shop-it", "/x/shop.it/")) {
            assertThat(isRefused(ROOT, path)).as(path).isFalse();
        }
        assertThat(isRefused(SHOP, "/shop.it/")).isFalse();
        assertThat(isRefused(SHOP, "/shop.it/desks")).isFalse();
        assertThat(isRefused(DESK, "/shop.it/desk/x")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"slipway", "slipway-waiting", "mywebapp", "go", "auth", "admin", "admin-4", "gitlab", "registry"
            })
    void hasNoNameThatIsTheLinesOwn(String name) {
        Command.Result added = services("add", name);
        assertThat(added.code()).isNotZero();
        assertThat(added.output()).anyMatch(line -> line.contains("is a name of the line's own"));
    }

    /** By httpd itself; without it, a worker's own 404 comes, or 503 where no worker is well. */
    private static boolean isRefused(String service, String path) {
        Line line = Line.running();
        Answer answer = RawExchange.tls(
                line.host(service),
                "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                        .formatted(path, line.url(service).getRawAuthority()));
        assertThat(answer.status()).as("%s", answer).isIn(302, 403, 404, 503);
        return answer.status() < 500 && answer.body().contains("/-/errors/errors.css");
    }

    private static Command.Result services(String... words) {
        return Command.slipway(
                        Stream.concat(Stream.of("hosts"), Stream.of(words)).toArray(String[]::new))
                .quietly()
                .run();
    }
}
