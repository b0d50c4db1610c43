package dev.slipway.line;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keeps the tests of pages apart from the reloads of httpd by a class that needs these at its beginning and at its end alone: each test of a
 * page waits while one is under way. Classes that have httpd reloaded all along share {@link Line#RELOADS} in place of this.
 */
public final class Reloads implements BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(Reloads.class);
    private static final String ENTERED = "entered";

    /** More than there are lanes of pages. */
    private static final int ALL = 16;

    /** In turn, so that a reload comes after the tests that have begun, and before all others. */
    private static final Semaphore PLACES = new Semaphore(ALL, true);

    @Override
    public void beforeEach(ExtensionContext test) throws InterruptedException {
        PLACES.acquire();
        test.getStore(STORE).put(ENTERED, true);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (test.getStore(STORE).remove(ENTERED) != null) {
            PLACES.release();
        }
    }

    /** Does what has httpd reloaded, once no test of a page runs; none begins before it is done. */
    public static void during(Runnable work) {
        PLACES.acquireUninterruptibly(ALL);
        try {
            work.run();
        } finally {
            PLACES.release(ALL);
        }
    }

    /** Makes what has httpd reloaded, the same way. */
    public static <T> T make(Supplier<T> work) {
        PLACES.acquireUninterruptibly(ALL);
        try {
            return work.get();
        } finally {
            PLACES.release(ALL);
        }
    }
}
