package dev.slipway.ledger.platform.mutex;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Locks that a transaction holds until it ends. All share one space of keys, which earlier and later releases use as well: a key
 * never changes.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class MutexService {

    @Inject
    MutexRepository mutexes;

    /** Waits for a lock of the whole line. */
    public void acquire(long key) {
        mutexes.acquire(key);
    }

    /** Waits for a lock that the key identifies, such as that of an environment. */
    public void acquire(String key) {
        mutexes.acquire(key);
    }

    /** Waits until no transaction holds the lock exclusively, then holds it shared with others. */
    public void share(String key) {
        mutexes.share(key);
    }

    /** Takes a lock unless another transaction holds it. */
    public boolean tryAcquire(long key) {
        return mutexes.tryAcquire(key);
    }
}
