package dev.slipway.ledger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.ledger.IndexedClasses;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.request.DeploymentRequestResource;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterFilterTest {
    private static final JsonNode PATHS = paths();

    @Test
    void takesWhatTheMethodAndItsBeansDeclare() {
        assertThat(violations("service", "shop", "limit", "5")).isEmpty();
        assertThat(violations()).isEmpty();
    }

    @Test
    void namesEachThatIsUnknown() {
        assertThat(violations("Service", "shop", "id", "1", "limits", "5", "limit", "5"))
                .extracting(Violation::field)
                .containsExactly("Service", "id", "limits");
        assertThat(violations("dryRun", "true"))
                .containsExactly(new Violation("dryRun", "is not a parameter of this request"));
    }

    @Test
    void takesEachOnceUnlessItIsAList() {
        assertThat(violations("service", "a", "service", "a", "kind", "x", "kind", "y"))
                .containsExactly(new Violation("service", "is given twice"));
    }

    /** Between two ampersands there is nothing. */
    @Test
    void overlooksWhatHasNoName() {
        assertThat(violations("", "")).isEmpty();
    }

    /** The gate's card of an earlier version, as in a page that stays open during an upgrade. */
    @Test
    void takesWhatPagesOfAnEarlierVersionSend() {
        assertThat(ParameterFilter.violations(
                        list(DeploymentRequestResource.class),
                        parameters("service", "shop", "version", "1.0", "environment", "staging", "limit", "20")))
                .isEmpty();
    }

    static Stream<Method> operations() {
        return IndexedClasses.using(
                        GET.class, POST.class, PUT.class, DELETE.class, PATCH.class, HEAD.class, OPTIONS.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Arrays.stream(method.getAnnotations())
                        .anyMatch(one -> one.annotationType().isAnnotationPresent(HttpMethod.class)));
    }

    /** Whatever way a resource may take a parameter, the build describes it: nothing that is described is refused. */
    @ParameterizedTest
    @MethodSource("operations")
    void areThoseThatTheApiDescribes(Method operation) {
        String id = Optional.ofNullable(operation.getAnnotation(Operation.class))
                .map(Operation::operationId)
                .orElseThrow();
        List<String> described = new ArrayList<>();
        for (JsonNode path : PATHS) {
            for (JsonNode method : path) {
                if (method.path("operationId").asText().equals(id)) {
                    method.path("parameters").forEach(parameter -> {
                        if (parameter.path("in").asText().equals("query")) {
                            described.add(parameter.path("name").asText());
                        }
                    });
                }
            }
        }
        assertThat(DeclaredParameters.by(operation).parameters()).containsExactlyInAnyOrderElementsOf(described);
    }

    private static JsonNode paths() {
        try {
            return Json.mapper()
                    .readTree(new File("target/openapi/openapi.json"))
                    .required("paths");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Violation> violations(String... given) {
        return ParameterFilter.violations(list(Sample.class), parameters(given));
    }

    private static MultivaluedMap<String, String> parameters(String... given) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        for (int i = 0; i < given.length; i += 2) {
            parameters.add(given[i], given[i + 1]);
        }
        return parameters;
    }

    private static Method list(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods())
                .filter(method -> method.getName().equals("list"))
                .findFirst()
                .orElseThrow();
    }

    private interface Sample {
        void list(
                @PathParam("id") String id,
                @QueryParam("service") String service,
                @QueryParam("kind") List<String> kinds,
                @BeanParam Limit limit);
    }
}
