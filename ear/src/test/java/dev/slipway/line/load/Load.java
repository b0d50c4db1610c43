package dev.slipway.line.load;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * So many requests a second, each due at its time, whatever becomes of those before: as clients come who do not know of each
 * other. Where all connections are taken it waits for its turn, and that counts, so that a pause of the server shows in full.
 *
 * <p>Most go over connections that are kept, HTTP/2 and HTTP/1.1, one in ten over a new one, and one in ten comes from a page
 * with a session. One in ten records a deployment; the others read.
 */
public final class Load implements AutoCloseable {
    private static final int PER_SECOND = Integer.getInteger("load.rate", 100);
    private static final int ROUND = 20;
    private static final int PEOPLE = 4;
    private static final int SWING = 2 * PER_SECOND;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Writes writes;
    private final OneByOne kept;
    private final OneByOne fresh;
    private final Multiplexed multiplexed;
    private final List<SignedIn> people;
    private final Map<Way, ExecutorService> turns = new HashMap<>();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private volatile String token;
    private volatile String lastWrite;
    private long began;

    private Load(Scratch scratch, Realm realm) {
        Caller pipeline = Caller.pipeline();
        token = pipeline.token();
        writes = new Writes(scratch, realm, pipeline);
        lastWrite = writes.first();
        String name = writes.service();
        kept = new OneByOne(true, name, () -> token);
        fresh = new OneByOne(false, name, () -> token);
        multiplexed = new Multiplexed(name, () -> token);
        people = IntStream.range(0, PEOPLE)
                .mapToObj(i -> new SignedIn(realm.person("viewer")))
                .toList();
        clock.scheduleAtFixedRate(() -> renew(pipeline), 1, 1, TimeUnit.SECONDS);
    }

    /** A load on the running line, in full swing. */
    public static Load begin(Scratch scratch, Realm realm) {
        Load load = new Load(scratch, realm);
        load.began = System.nanoTime();
        load.clock.scheduleAtFixedRate(load::send, 0, TimeUnit.SECONDS.toNanos(1) / PER_SECOND, TimeUnit.NANOSECONDS);
        await().atMost(PATIENCE).until(() -> load.sent.size() >= SWING);
        return load;
    }

    /** The time since it began. */
    public Duration now() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Lets it go on until then. */
    public void goOnUntil(Duration time) {
        await().atMost(PATIENCE).until(() -> now().compareTo(time) >= 0);
    }

    /** Ends it, and waits for the answers that are missing. */
    public Figures end() {
        clock.shutdownNow();
        await().atMost(PATIENCE).until(clock::isTerminated);
        await().atMost(PATIENCE).until(() -> sent.size() == next.get());
        return new Figures(new ArrayList<>(sent));
    }

    public Writes writes() {
        return writes;
    }

    /** How often somebody was not let in to follow the events. */
    public int refusals() {
        return people.stream().mapToInt(SignedIn::refusals).sum();
    }

    /** The same people, wherever their sessions are. */
    public List<String> sessions() {
        return people.stream().map(SignedIn::session).toList();
    }

    /** What escaped from here would end the schedule, and with the token's time all the load. */
    private void renew(Caller pipeline) {
        try {
            token = pipeline.token();
        } catch (RuntimeException e) {
            System.out.println("no new token: " + e);
        }
    }

    private void send() {
        int number = next.getAndIncrement();
        Duration due = Duration.ofNanos(TimeUnit.SECONDS.toNanos(number) / PER_SECOND);
        Way way = way(number);
        turns.computeIfAbsent(way, any -> Executors.newFixedThreadPool(any.atOnce()))
                .execute(() -> send(call(number, way), way, due));
    }

    private void send(Call call, Way way, Duration due) {
        Duration begun = now();
        int status = 0;
        String said;
        try {
            Answer answer = way.send(call);
            status = answer.status();
            said = answer.body();
        } catch (IOException e) {
            said = String.valueOf(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            said = "interrupted";
        }
        if (call.isWrite() && status == call.expected()) {
            said = idOf(said);
            lastWrite = said;
        }
        sent.add(new Sent(call, way, due, begun, now(), status, said));
    }

    private static String idOf(String body) {
        try {
            return new ObjectMapper().readTree(body).path("id").asText();
        } catch (JsonProcessingException e) {
            return "no JSON: " + body;
        }
    }

    private Way way(int number) {
        int place = number % ROUND;
        if (place < 2) {
            return fresh;
        }
        if (place < 4) {
            return people.get(number / ROUND * 2 % PEOPLE + place - 2);
        }
        return place < 12 ? multiplexed : kept;
    }

    /** In each round it is the turn of others, so that every way is used for everything. */
    private Call call(int number, Way way) {
        if (way instanceof SignedIn) {
            return Call.get(number, "/api/v1/me");
        }
        if (number % 10 == number / ROUND % 10) {
            return Call.post(number, "/api/v1/deployments", writes.body(number));
        }
        return Call.get(number, number % 2 == 0 ? "/api/v1/deployments?limit=20" : "/api/v1/deployments/" + lastWrite);
    }

    @Override
    public void close() throws IOException {
        clock.shutdownNow();
        turns.values().forEach(ExecutorService::shutdownNow);
        people.forEach(SignedIn::close);
        kept.close();
        fresh.close();
    }
}
