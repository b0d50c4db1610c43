package dev.slipway.ledger.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InFlightFilterTest {
    private static final FilterChain ANSWERING = (request, response) -> {};

    private final InFlightRequests requests = new InFlightRequests();
    private final InFlightFilter filter = new InFlightFilter(requests);
    private final List<AsyncListener> listeners = new ArrayList<>();

    @Test
    void countsWhatIsAnsweredAtOnceUntilThen() throws Exception {
        int[] during = {0};
        filter.doFilter(request(false), response("application/json"), (request, response) -> during[0] = left());
        assertThat(during[0]).isEqualTo(1);
        assertThat(left()).isZero();
    }

    @Test
    void countsWhatFailsUntilThen() {
        try {
            filter.doFilter(request(false), response(null), (request, response) -> {
                throw new ServletException();
            });
        } catch (ServletException | IOException e) {
            assertThat(left()).isZero();
        }
    }

    @Test
    void countsWhoeverWaitsUntilItIsAnswered() throws Exception {
        filter.doFilter(request(true), response(null), ANSWERING);
        assertThat(left()).isEqualTo(1);
        listeners.get(0).onError(event());
        assertThat(left()).isEqualTo(1);
        listeners.get(0).onComplete(event());
        listeners.get(0).onComplete(event());
        assertThat(left()).isZero();
    }

    @Test
    void goesOnCountingWhatIsBegunAnew() throws Exception {
        filter.doFilter(request(true), response(null), ANSWERING);
        listeners.get(0).onStartAsync(event());
        assertThat(listeners).hasSize(2);
        listeners.get(1).onComplete(event());
        assertThat(left()).isZero();
    }

    @Test
    void waitsForNoStream() throws Exception {
        filter.doFilter(request(true), response("text/event-stream;charset=utf-8"), ANSWERING);
        assertThat(left()).isZero();
    }

    private int left() {
        return requests.stop(Duration.ZERO, Duration.ZERO);
    }

    private ServletRequest request(boolean isAsync) {
        return saying(ServletRequest.class, Map.of("isAsyncStarted", isAsync, "getAsyncContext", context()));
    }

    private static ServletResponse response(@Nullable String type) {
        return saying(ServletResponse.class, type == null ? Map.of() : Map.of("getContentType", type));
    }

    private AsyncEvent event() {
        return new AsyncEvent(context());
    }

    private AsyncContext context() {
        return (AsyncContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("addListener")) {
                        listeners.add((AsyncListener) arguments[0]);
                    }
                    return null;
                });
    }

    private static <T> T saying(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }
}
