package dev.slipway.ledger.feed.stream;

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
 * The event streams of pages on this worker.
 *
 * <p>The last events are buffered: a page that reconnects sends the id of the last event that it received, and gets the
 * later ones; a page that was disconnected for too long gets the instruction to reload everything.
 */
@ApplicationScoped
public class Streams {
    /** A person may have many tabs; the stream of a page that was left stays open for up to half a minute. */
    static final ConnectionLimits LIMITS = new ConnectionLimits(64, 48, 24);

    /** The session may end during a stream: each stream is short, and the browser reconnects by itself. */
    static final Duration LIFETIME = Duration.ofMinutes(5);

    /** Fewer than a page may lag behind: repeated events do not exceed a page's buffer. */
    private static final int KEPT = Stream.BACKLOG / 2;

    /** No event's number: a page that reconnects with it reloads everything. */
    private static final long UNKNOWN = -1;

    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final Deque<BufferedEvent> buffer = new ArrayDeque<>();

    /** Event ids are valid for one run of one worker only. */
    private final String series = UUID.randomUUID().toString();

    private long last;
    private boolean isStopped;

    @Inject
    Clock clock;

    /** An event in the buffer. */
    private record BufferedEvent(long number, String event, String data) {}

    /** When a stream that is opened now ends: a session's token is renewed by the next request, with the roles of then. */
    static Instant until(Instant now, Instant tokenExpires) {
        Instant latest = now.plus(LIFETIME);
        return tokenExpires.isBefore(latest) ? tokenExpires : latest;
    }

    /**
     * Opens a stream.
     *
     * @param lastId the id of the last event that the page received, if it reconnects
     * @throws ProblemException if as many are listening as may, of all, of its address or of its person
     */
    synchronized void add(Stream stream, @Nullable String lastId) {
        open.removeIf(Stream::isClosed);
        if (isStopped) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_STREAMS, "This worker is about to stop. Try again in a few seconds.");
        }
        LIMITS.admit(stream.holder(), open.stream().map(Stream::holder).toList());
        open.add(stream);
        // The start event's id is the position that a page resumes from if the stream breaks right after it, so it must
        // not be that of an event still to be sent.
        long received = lastId == null ? last : received(lastId);
        stream.sendStart(id(received));
        if (received == UNKNOWN) {
            stream.send(id(last), "reset", "{}");
            return;
        }
        buffer.stream()
                .filter(one -> one.number() > received)
                .forEach(one -> stream.send(id(one.number()), one.event(), one.data()));
    }

    /** Sends a change to every page. */
    public void publish(String change) {
        send("changed", change);
    }

    /** Tells every page to reload, since changes may have been missed. */
    public void reset() {
        send("reset", "{}");
    }

    /** Closes the streams of a session that has ended. */
    void end(String session) {
        for (Stream stream : open) {
            if (stream.isOf(session)) {
                open.remove(stream);
                stream.close();
            }
        }
    }

    /** Keeps the connections alive, and closes those that are dead or have expired. */
    public void keepAlive() {
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
     * Ends all streams, and accepts no more. Streams run within sessions, and WildFly waits a minute for requests of a
     * session.
     */
    synchronized void stop(@Observes LedgerStopping event) {
        isStopped = true;
        open.forEach(Stream::close);
        open.clear();
    }

    /** The number of open streams. */
    int size() {
        return open.size();
    }

    private synchronized void send(String event, String data) {
        last++;
        buffer.addLast(new BufferedEvent(last, event, data));
        if (buffer.size() > KEPT) {
            buffer.removeFirst();
        }
        open.removeIf(Stream::isClosed);
        open.forEach(stream -> stream.send(id(last), event, data));
    }

    /** The number of an event after which all are buffered. */
    private long received(String id) {
        long number = id.startsWith(series + "-") ? number(id) : UNKNOWN;
        return number < 0 || number > last || last - number > buffer.size() ? UNKNOWN : number;
    }

    private String id(long number) {
        return series + "-" + number;
    }

    private long number(String id) {
        try {
            return Long.parseLong(id.substring(series.length() + 1));
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }
}
