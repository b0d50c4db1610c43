package dev.slipway.ledger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.platform.problem.Violation;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PreconditionFilterTest {

    @Test
    void areRefusedWhereTheMethodDoesNotTakeThem() {
        assertThat(refused("unguarded", HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH))
                .containsExactly(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH);
        assertThat(refused("guarded", HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH))
                .containsExactly(HttpHeaders.IF_NONE_MATCH);
        assertThat(refused("guardedByABean", HttpHeaders.IF_MATCH)).isEmpty();
    }

    @Test
    void areNobodysWhereNoneIsSent() {
        assertThat(refused("unguarded")).isEmpty();
        assertThat(refused("guarded")).isEmpty();
    }

    private static List<String> refused(String method, String... sent) {
        Method called = Arrays.stream(Sample.class.getDeclaredMethods())
                .filter(one -> one.getName().equals(method))
                .findFirst()
                .orElseThrow();
        return PreconditionFilter.violations(called, Set.of(sent)::contains).stream()
                .map(Violation::field)
                .toList();
    }

    private interface Sample {
        void unguarded(@HeaderParam("Idempotency-Key") String key);

        void guarded(@HeaderParam(HttpHeaders.IF_MATCH) String ifMatch);

        void guardedByABean(@BeanParam Guard guard);
    }

    private static final class Guard {
        @HeaderParam(HttpHeaders.IF_MATCH)
        @Nullable
        String ifMatch;
    }
}
