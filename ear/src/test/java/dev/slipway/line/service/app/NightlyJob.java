package dev.slipway.line.service.app;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A job that works for an hour once it is begun, and does not let itself be interrupted. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NightlyJob {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    @Resource
    @SuppressWarnings("NullAway.Init") // set by the container
    private TimerService timers;

    private volatile boolean isRunning;

    /** Made by the container. */
    public NightlyJob() {}

    /** Begins it. */
    public void begin() {
        timers.createSingleActionTimer(0, new TimerConfig(null, false));
    }

    /** Works for an hour. */
    @Timeout
    void work() {
        isRunning = true;
        long end = System.nanoTime() + HOUR;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    /** Whether it is under way. */
    public boolean isRunning() {
        return isRunning;
    }
}
