package dev.slipway.line;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Runs a class beside the others, for it waits much of its time, and what it looks at is its own; its own tests one after the other. Whatever
 * counts or times what the line does, or takes it away, is {@link org.junit.jupiter.api.parallel.Isolated}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = Beside.OneByOne.class)
public @interface Beside {
    /** A lock of the class itself: JUnit has the tests of whoever holds one run in one thread. */
    final class OneByOne implements ResourceLocksProvider {
        @Override
        public Set<Lock> provideForClass(Class<?> tests) {
            return Set.of(new Lock(tests.getName()));
        }
    }
}
