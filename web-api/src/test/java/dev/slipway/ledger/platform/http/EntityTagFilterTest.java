package dev.slipway.ledger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagFilterTest {
    private static final String VALUE = "a1b2";
    private static final Ship SHIP = new Ship("ark");

    private @Nullable Object entity;

    private record Ship(String name) {}

    @ParameterizedTest
    @ValueSource(strings = {"\"a1b2\"", "W/\"a1b2\"", "\"x\", \"a1b2\"", "*"})
    void knowsWhoHasItAlready(String header) {
        assertThat(EntityTagFilter.isKnown(header, VALUE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "", "a1b2"})
    void knowsWhoHasNot(String header) {
        assertThat(EntityTagFilter.isKnown(header, VALUE)).isFalse();
    }

    @Test
    void sendsItToWhoeverDoesNotSay() {
        assertThat(EntityTagFilter.isKnown(null, VALUE)).isFalse();
    }

    @Test
    void writesTheAnswerToAChange() throws IOException {
        assertThat(answered(SHIP, MediaType.APPLICATION_JSON_TYPE))
                .isEqualTo("{\"name\":\"ark\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(answered(SHIP, MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8")))
                .isInstanceOf(byte[].class);
    }

    @Test
    void leavesAloneWhatElseAChangeIsAnsweredWith() throws IOException {
        assertThat(answered(SHIP, new MediaType("application", "problem+json"))).isSameAs(SHIP);
        assertThat(answered(SHIP, MediaType.APPLICATION_OCTET_STREAM_TYPE)).isSameAs(SHIP);
        assertThat(answered(null, MediaType.APPLICATION_JSON_TYPE)).isNull();
        assertThat(answered(null, null)).isNull();
    }

    /** What is sent of the answer to a POST. Nothing else is asked of it, nor set: its headers stay as they are. */
    private @Nullable Object answered(@Nullable Object answer, @Nullable MediaType type) throws IOException {
        entity = answer;
        new EntityTagFilter()
                .filter(
                        fake(ContainerRequestContext.class, (method, arguments) -> switch (method) {
                            case "getMethod" -> "POST";
                            default -> throw new UnsupportedOperationException(method);
                        }),
                        fake(ContainerResponseContext.class, (method, arguments) -> switch (method) {
                            case "getStatus" -> 201;
                            case "getEntity" -> entity;
                            case "getEntityAnnotations" -> new Annotation[0];
                            case "getMediaType" -> type;
                            case "setEntity" -> {
                                assertThat(arguments[2]).isEqualTo(type);
                                entity = arguments[0];
                                yield null;
                            }
                            default -> throw new UnsupportedOperationException(method);
                        }));
        return entity;
    }

    private interface Answers {
        @Nullable
        Object to(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.to(method.getName(), arguments)));
    }
}
