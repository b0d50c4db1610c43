package dev.slipway.ledger.feed;

import dev.slipway.ledger.platform.http.ConnectionLimits;
import dev.slipway.ledger.platform.problem.LedgerStopping;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The pages that listen to this worker.
 *
 * <p>What was said last is kept for a while: a page whose connection broke says which event it had last, and gets the
 * ones after it; a page that was away for too long is told to load everything again.
 */
@ApplicationScoped
class Streams {
    /** A person may have many tabs; what a page leaves open when it is left goes on for up to half a minute. */
    static final ConnectionLimits PLACES = new ConnectionLimits(64, 48, 24);

    /** A login may end meanwhile: each stream is short, and the browser asks for the next one by itself. */
    static final Duration LIFETIME = Duration.ofMinutes(5);

    /** Fewer than a page may be behind: what is repeated to one does not overwhelm it. */
    private static final int KEPT = Stream.BACKLOG / 2;

    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final Deque<Told> told = new ArrayDeque<>();

    /** Numbers of one start of one worker mean nothing to another. */
    private final String series = UUID.randomUUID().toString();

    private long last;
    private boolean isStopped;

    @Inject
    Clock clock;

    /** Something that was told, in its place. */
    private record Told(long number, String event, String data) {}

    /**
     * Takes a page in.
     *
     * @param lastId the last event that it had on an earlier connection, if there was one
     * @throws ProblemException when as many are listening as may, of all, of its address or of its person
     */
    synchronized void add(Stream stream, @Nullable String lastId) {
        open.removeIf(Stream::isClosed);
        if (isStopped) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_STREAMS, "This worker is about to stop. Try again in a few seconds.");
        }
        PLACES.admit(stream.holder(), open.stream().map(Stream::holder).toList());
        open.add(stream);
        stream.greet(id(last));
        if (lastId != null && !lastId.equals(id(last))) {
            repeatAfter(lastId, stream);
        }
    }

    /** Tells every page of a change. */
    void tell(String change) {
        send("changed", change);
    }

    /** Tells every page that changes may have been missed. */
    void reset() {
        send("reset", "{}");
    }

    /** Somebody signed out, or was away for too long: what they opened ends. */
    void end(String session) {
        for (Stream stream : open) {
            if (stream.isOf(session)) {
                open.remove(stream);
                stream.close();
            }
        }
    }

    /** Keeps the connections in use, and ends those that are dead or over. */
    void keepAlive() {
        Instant now = clock.instant();
        for (Iterator<Stream> streams = open.iterator(); streams.hasNext(); ) {
            Stream stream = streams.next();
            if (stream.isOver(now)) {
                streams.remove();
                stream.close();
            } else {
                stream.keepAlive();
            }
        }
    }

    /**
     * Ends all of them, and takes no more. Pages follow them in their sessions, and WildFly waits a minute for what goes on in a
     * session.
     */
    synchronized void stop(@Observes LedgerStopping event) {
        isStopped = true;
        open.forEach(Stream::close);
        open.clear();
    }

    /** How many pages listen. */
    int size() {
        return open.size();
    }

    private synchronized void send(String event, String data) {
        last++;
        told.addLast(new Told(last, event, data));
        if (told.size() > KEPT) {
            told.removeFirst();
        }
        open.removeIf(Stream::isClosed);
        open.forEach(stream -> stream.send(id(last), event, data));
    }

    private void repeatAfter(String lastId, Stream stream) {
        long number = lastId.startsWith(series + "-") ? number(lastId) : -1;
        if (number < 0 || number > last || last - number > told.size()) {
            stream.send(id(last), "reset", "{}");
            return;
        }
        told.stream()
                .filter(one -> one.number() > number)
                .forEach(one -> stream.send(id(one.number()), one.event(), one.data()));
    }

    private String id(long number) {
        return series + "-" + number;
    }

    private long number(String id) {
        try {
            return Long.parseLong(id.substring(series.length() + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
