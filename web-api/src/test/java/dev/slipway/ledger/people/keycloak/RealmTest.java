package dev.slipway.ledger.people.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RealmTest {

    @Test
    void answersInTheOrderOfTheQuestions() {
        List<Integer> numbers = IntStream.range(0, 10).boxed().toList();
        assertThat(realm().inParallel(numbers, number -> -number))
                .containsExactly(0, -1, -2, -3, -4, -5, -6, -7, -8, -9);
        assertThat(realm().inParallel(List.of(), number -> number)).isEmpty();
    }

    @Test
    void failsAsTheQuestionDoes() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> realm().inParallel(List.of("ann", "bob"), name -> {
                    throw new ProblemException(ProblemType.SIGN_IN_SERVICE_UNAVAILABLE, "Try again.");
                }));
    }

    /** With an executor that runs at once. */
    private static Realm realm() {
        Realm realm = new Realm();
        Class<ManagedExecutorService> type = ManagedExecutorService.class;
        realm.executor = type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    ((Runnable) arguments[0]).run();
                    return null;
                }));
        return realm;
    }
}
