package dev.slipway.line.load;

import java.time.Duration;

/**
 * A request of a load that is over.
 *
 * @param call what was asked
 * @param way how it was sent
 * @param due when it was to be sent, from the beginning of the load
 * @param begun when it was sent
 * @param ended when it was over
 * @param status the answer's status, 0 where none came
 * @param said the answer's body, or why none came
 */
public record Sent(Call call, Way way, Duration due, Duration begun, Duration ended, int status, String said) {
    private static final int SHOWN = 200;

    public boolean isFailed() {
        return status != call.expected();
    }

    /** From when it was to be sent: a client that had to wait for its turn has waited too. */
    public Duration took() {
        return ended.minus(due);
    }

    /** Whether a session was not known: only of requests that come with one. */
    public boolean isSignedOut() {
        return way instanceof SignedIn && SignedIn.isSignedOut(status);
    }

    public boolean isUnderWayBetween(Duration start, Duration end) {
        return begun.compareTo(end) <= 0 && ended.compareTo(start) >= 0;
    }

    @Override
    public String toString() {
        return "%s %s by %s, sent at %.3f s, over at %.3f s: %s %s"
                .formatted(
                        call.method(),
                        call.path(),
                        way.title(),
                        seconds(begun),
                        seconds(ended),
                        status == 0 ? "no answer" : status,
                        said.substring(0, Math.min(SHOWN, said.length())).replaceAll("\\s+", " "));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
