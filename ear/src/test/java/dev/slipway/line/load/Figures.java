package dev.slipway.line.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of the requests of a load.
 *
 * @param sent every one of them
 */
public record Figures(List<Sent> sent) {
    private static final int REASONS = 10;

    public List<Sent> failed() {
        return sent.stream().filter(Sent::isFailed).toList();
    }

    public List<Sent> signedOut() {
        return sent.stream().filter(Sent::isSignedOut).toList();
    }

    public List<Sent> acknowledgedWrites() {
        return sent.stream()
                .filter(one -> one.call().isWrite() && !one.isFailed())
                .toList();
    }

    public List<Sent> failedWrites() {
        return sent.stream()
                .filter(one -> one.call().isWrite() && one.isFailed())
                .toList();
    }

    public List<Sent> underWayBetween(Duration start, Duration end) {
        return sent.stream().filter(one -> one.isUnderWayBetween(start, end)).toList();
    }

    /** After which time from then on no request was sent that failed; zero where none failed at all. */
    public Duration servedAfter(Duration fault) {
        return failed().stream()
                .map(one -> one.begun().minus(fault))
                .filter(after -> !after.isNegative())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** The longest time that anybody waited for an answer, or for the failure to get one, once it was sent. */
    public Duration slowest() {
        return sent.stream()
                .map(one -> one.ended().minus(one.begun()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    @Override
    public String toString() {
        List<Duration> times = sent.stream().map(Sent::took).sorted().toList();
        return "%d requests, %d writes acknowledged, %d failed, %d signed out; p50 %d ms, p99 %d ms, max %d ms%s"
                .formatted(
                        sent.size(),
                        acknowledgedWrites().size(),
                        failed().size(),
                        signedOut().size(),
                        quantile(times, 0.5),
                        quantile(times, 0.99),
                        quantile(times, 1),
                        failed().stream()
                                .limit(REASONS)
                                .map(one -> "%n  ".formatted() + one)
                                .collect(Collectors.joining()));
    }

    private static long quantile(List<Duration> sorted, double part) {
        return sorted.isEmpty()
                ? 0
                : sorted.get((int) Math.ceil(part * sorted.size()) - 1).toMillis();
    }
}
