package dev.slipway.ledger.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConstraintViolationMapperTest {
    private static final Map<String, Object> METHOD = Map.of(
            "getKind", ElementKind.METHOD, "getName", "list", "getParameterTypes", List.of(String.class, Bean.class));

    /** A resource with parameters of all kinds. */
    public static class Resource {
        /** Lists. */
        public void list(@QueryParam("of") String name, Bean bean) {}
    }

    static class Bean {
        @QueryParam("after")
        String cursor = "";

        @HeaderParam("Idempotency-Key")
        String key = "";

        String plain = "";
    }

    @Test
    void namesAParameterAsClientsKnowIt() {
        assertThat(field(parameter(0, "name"))).isEqualTo("of");
    }

    @Test
    void namesTheParameterInABean() {
        assertThat(field(parameter(1, "bean"), property("cursor"))).isEqualTo("after");
        assertThat(field(parameter(1, "bean"), property("key"))).isEqualTo("Idempotency-Key");
        assertThat(field(parameter(1, "bean"), property("plain"))).isEqualTo("plain");
        assertThat(field(parameter(1, "bean"), property("unknown"))).isEqualTo("unknown");
    }

    private static Path.Node parameter(int index, String name) {
        return stub(
                Path.ParameterNode.class,
                Map.of("getKind", ElementKind.PARAMETER, "getParameterIndex", index, "getName", name));
    }

    private static Path.Node property(String name) {
        return stub(
                Path.PropertyNode.class, Map.of("getKind", ElementKind.PROPERTY, "getName", name, "toString", name));
    }

    private static String field(Path.Node... nodes) {
        Path.Node method = stub(Path.MethodNode.class, METHOD);
        List<Path.Node> path =
                Stream.concat(Stream.of(method), Stream.of(nodes)).toList();
        return ConstraintViolationMapper.field(stub(
                ConstraintViolation.class,
                Map.of(
                        "getPropertyPath",
                        stub(Path.class, Map.of("iterator", path)),
                        "getLeafBean",
                        new Bean(),
                        "getRootBeanClass",
                        Resource.class)));
    }

    /** Answers each method with what stands under its name. */
    private static <T> T stub(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                ConstraintViolationMapperTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "as" -> proxy;
                    case "iterator" -> ((List<?>) Objects.requireNonNull(answers.get("iterator"))).iterator();
                    default -> answers.get(method.getName());
                }));
    }
}
