package dev.slipway.line.agent;

import dev.slipway.line.agent.StubWildFly.Deployed;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.balancer.Balancer;
import dev.slipway.line.balancer.HostNames;
import dev.slipway.line.balancer.StubHttpd;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.pace.SwiftPace;
import dev.slipway.line.port.PortGuard;
import dev.slipway.line.roll.Probe;
import dev.slipway.line.worker.Management;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A line of two workers in memory, which survives whoever works on it. Each time that it is touched, it may kill them: before the
 * effect, or after it.
 */
public final class World {
    public static final String ONE = "worker-1";
    public static final String TWO = "worker-2";
    public static final String SHOP = "shop.war";

    /** The ledger's archive. */
    public static final String LEDGER = EmptyArchive.zip("ledger");

    public final Map<String, StubWildFly> workers = new TreeMap<>();

    /** Those of server groups. */
    public final Map<String, StubWildFly> grouped = new TreeMap<>();

    public final StubHttpd httpd;
    public final Path services;

    /** The contents that start, and answer 500. */
    public final Set<String> sick = new HashSet<>();

    /** What a content answers that starts and is not sick. */
    public int page = 200;

    /** The touch that kills; none where it is negative. */
    public int killedAt = -1;

    public boolean isKilledAfter;
    public int touches;

    /** What was asked: host and path. */
    public final List<String> probed = new ArrayList<>();

    /** What else happens while somebody waits. */
    public Runnable onSleep = () -> {};

    /** What else happens at each touch. */
    public Runnable onTouch = () -> {};

    private final SwiftPace pace = new SwiftPace(Instant.parse("2026-11-26T10:00:00Z"), () -> onSleep.run());

    public World(Path folder) throws IOException {
        services = Files.createDirectories(folder.resolve("services"));
        for (String worker : List.of(ONE, TWO)) {
            workers.put(worker, new StubWildFly(this::touch, this::touched));
        }
        httpd = new StubHttpd(
                "secret",
                worker -> status(worker) == page,
                List.of("shop worker-1", "shop worker-2", "shop.sockets worker-1", "shop.sockets worker-2"));
        host("/shop", "/shop/");
    }

    public void host(String context, String probe) throws IOException {
        Files.writeString(services.resolve("shop"), "context=" + context + "\nprobe=" + probe + "\n");
    }

    /** A group of shop's, with a host name at httpd, where the ledger's workers are members no more. */
    public void group(String label, String... names) throws IOException {
        httpd.out.keySet().removeIf(member -> member.endsWith(ONE) || member.endsWith(TWO));
        for (String worker : names) {
            grouped.put(worker, new StubWildFly(this::touch, this::touched));
            httpd.out.put(label + " " + worker, false);
            httpd.out.put(label + ".sockets " + worker, false);
        }
        Files.writeString(services.resolve(label), "context=/\nprobe=/health\nfrom=group\n");
    }

    /** The ledger runs on both, and httpd sends requests there. */
    public void runsLedger() {
        for (String worker : List.of(ONE, TWO)) {
            httpd.out.put("slipway " + worker, false);
            httpd.out.put("slipway-waiting " + worker, false);
            runs(worker, LEDGER);
        }
    }

    /** What runs on a worker from the start. */
    public void runs(String worker, String content) {
        runs(worker, SHOP, content);
    }

    /** The same of another archive. */
    public void runs(String worker, String archive, String content) {
        StubWildFly wildfly = worker(worker);
        wildfly.contents.put(hash(content), content.getBytes(StandardCharsets.UTF_8));
        wildfly.deployments.put(archive, new Deployed(hash(content), true));
    }

    public StubWildFly worker(String name) {
        StubWildFly known = workers.getOrDefault(name, grouped.get(name));
        return known == null ? new StubWildFly(this::touch, this::touched) : known;
    }

    /** What runs on each of the ledger's workers: the hash, or nothing. */
    public Map<String, String> running() {
        return running(workers);
    }

    /** What runs on each worker: the hash, or nothing. */
    public static Map<String, String> running(Map<String, StubWildFly> workers) {
        Map<String, String> running = new TreeMap<>();
        workers.forEach((name, worker) -> {
            Deployed deployed = worker.deployments.get(SHOP);
            running.put(name, deployed != null && deployed.isEnabled() ? deployed.hash() : "");
        });
        return running;
    }

    /** The ledger's workers. */
    public Site site() {
        return site(workers, null);
    }

    /** Those of a group. */
    public Site site(DesiredGroup group, GroupStatus answer) {
        Map<String, StubWildFly> there = new TreeMap<>();
        answer.workers().forEach(worker -> there.put(worker.name(), worker(worker.name())));
        return site(there, group.host());
    }

    private Site site(Map<String, StubWildFly> there, @Nullable String label) {
        Map<String, Management> managements = new HashMap<>();
        there.forEach((name, wildfly) -> managements.put(name, new Management(name, () -> wildfly, pace)));
        Balancer balancer = new Balancer(
                URI.create("http://127.0.0.1:18090"), () -> "secret", PortGuard.OPEN, new StubHttp(this::answer), pace);
        return new Site(managements, balancer, new HostNames(services), this::probe, pace, label);
    }

    private StubHttp.Answer answer(HttpRequest request, String body) {
        touch();
        Map<String, String> headers = new HashMap<>();
        request.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        StubHttpd.Answer answer = httpd.answer(request.method(), request.uri(), headers, body);
        touched();
        return new StubHttp.Answer(answer.status(), answer.body());
    }

    private int probe(String worker, Probe probe) {
        touch();
        probed.add(probe.host() + probe.path());
        int status = status(worker);
        touched();
        return status;
    }

    private int status(String worker) {
        if (worker(worker).isStuck) {
            return 0;
        }
        Deployed deployed = worker(worker).deployments.get(SHOP);
        if (deployed == null || !deployed.isEnabled()) {
            return 404;
        }
        return sick.contains(deployed.hash()) ? 500 : page;
    }

    /** Before an effect. */
    public void touch() {
        onTouch.run();
        killBefore();
    }

    /** At the next one where two begin at once. */
    private synchronized void killBefore() {
        if (killedAt >= 0 && touches >= killedAt && !isKilledAfter) {
            killedAt = -1;
            throw new Killed();
        }
    }

    /** After it. */
    public synchronized void touched() {
        if (touches++ == killedAt && isKilledAfter) {
            killedAt = -1;
            throw new Killed();
        }
    }

    public static String hash(String content) {
        return hash(content.getBytes(StandardCharsets.UTF_8));
    }

    public static String hash(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets whoever touches it go on only with another while this holds: one alone fails. */
    public void meet(BooleanSupplier isDue) {
        CyclicBarrier both = new CyclicBarrier(2);
        onTouch = () -> {
            if (isDue.getAsBoolean()) {
                try {
                    both.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    throw new IllegalStateException("one after the other", e);
                }
            }
        };
    }

    /** How late it is. */
    public Instant now() {
        return pace.now();
    }
}
