package dev.slipway.line.balancer;

import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.port.PortGuard;
import dev.slipway.line.roll.Balancers;
import dev.slipway.line.roll.plan.Member;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** httpd's balancer-manager: disables workers in balancers and enables them again. */
public final class Balancer {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** httpd may be restarting. */
    private static final Duration AWAY = Duration.ofSeconds(15);

    /** Longer than a reload waits for disabled workers. */
    private static final Duration RELOAD = Duration.ofSeconds(180);

    private final URI base;
    private final URI manager;
    private final Supplier<String> password;
    private final PortGuard guard;
    private final HttpClient http;
    private final Pace pace;
    private final Map<String, Integer> stuck = new ConcurrentHashMap<>();

    /** Uses the port that only the line's own programs can reach, as the user {@code pipeline}. */
    public Balancer(URI base, Supplier<String> password, PortGuard guard, HttpClient http, Pace pace) {
        this.base = base;
        manager = base.resolve("/balancer");
        this.password = password;
        this.guard = guard;
        this.http = http;
        this.pace = pace;
    }

    /** The balancer of a line. httpd's first process, which binds the port, runs as the line's owner. */
    public static Balancer of(Settings settings, HttpClient http, Pace pace) {
        URI base = settings.balancer();
        PortGuard guard =
                settings.isInContainers() ? PortGuard.OPEN : PortGuard.of("httpd", base.getPort(), settings.state());
        return new Balancer(base, () -> settings.secret("balancer-password"), guard, http, pace);
    }

    /** The members of some balancers. */
    public List<Member> members(Balancers balancers) throws BalancerException {
        return balancers.isNone() ? List.of() : state().members(balancers);
    }

    /** Whether no worker is disabled in any balancer; a reload waits for that, up to a limit. */
    public boolean hasNoDisabledWorker() throws BalancerException {
        return state().entries().stream().noneMatch(entry -> entry.member().isOut());
    }

    /**
     * Disables a worker: it gets no new requests. As a reload of httpd would enable it again, this waits for a reload in progress,
     * and later reloads wait until the worker is enabled.
     *
     * @param seen the state that this was decided by, just now
     * @return the number of requests in progress there, by httpd's count, in the balancer for most requests
     */
    public int disable(State seen, Balancers balancers, String worker) throws BalancerException {
        Deadline deadline = pace.deadline(RELOAD);
        State before = seen;
        while (true) {
            State after = change(before, balancers.mainLast(), worker, Change.OUT);
            if (!isReloading() || deadline.isOver()) {
                return busy(after, balancers.main(), worker);
            }
            enable(balancers, worker);
            pace.await(deadline.left(), PAUSE, () -> !isReloading());
            before = state();
        }
    }

    /** Enables a worker: it gets requests once httpd's health check passes. */
    public void enable(Balancers balancers, String worker) throws BalancerException {
        change(state(), balancers.names(), worker, Change.IN);
    }

    /**
     * As {@link #enable}, for a worker that is known to be healthy: it need not wait for httpd's next health check.
     *
     * @param seen the state that this was decided by, just now
     * @return whether httpd sends requests there already
     */
    public boolean enableAsHealthy(State seen, Balancers balancers, String worker) throws BalancerException {
        return change(seen, balancers.names(), worker, Change.IN_AND_WELL).isWell(balancers, worker);
    }

    /**
     * Stops a worker: it gets no requests at all, whatever its health, until it is {@linkplain #start started} or httpd is reloaded. This is
     * independent of disabling: a deployment that enables the worker again does not end it.
     */
    public void stop(String balancer, String worker) throws BalancerException {
        setStopped(balancer, worker, true);
    }

    /** Ends what {@link #stop} did; a worker that is also disabled stays so. */
    public void start(String balancer, String worker) throws BalancerException {
        setStopped(balancer, worker, false);
    }

    private void setStopped(String balancer, String worker, boolean isStopped) throws BalancerException {
        Optional<State.Entry> entry = state().find(balancer, worker);
        if (entry.isPresent() && entry.get().isStopped() != isStopped) {
            post(entry.get(), "w_status_S=" + (isStopped ? 1 : 0));
        }
    }

    /** The number of requests in progress, by httpd's count. */
    public int busy(String balancer, String worker) throws BalancerException {
        return busy(state(), balancer, worker);
    }

    private static int busy(State state, String balancer, String worker) {
        return state.find(balancer, worker).map(one -> one.member().busy()).orElse(0);
    }

    /** What httpd still counted when this worker was last found idle; 0 at first. */
    public int stuck(String balancer, String worker) {
        return stuck.getOrDefault(balancer + "/" + worker, 0);
    }

    /** Remembers that httpd counted so many although the worker was idle; 0 forgets what was remembered. */
    public void rememberStuck(String balancer, String worker, int counted) {
        stuck.put(balancer + "/" + worker, counted);
    }

    /** Waits until httpd sends requests there; returns whether it does. */
    public boolean awaitHealthy(Balancers balancers, String worker, Duration patience) throws BalancerException {
        return pace.await(patience, PAUSE, () -> state().isWell(balancers, worker));
    }

    /** Changes of a worker in a balancer, by the fields of balancer-manager's form. */
    private enum Change {
        OUT("w_status_D=1"),
        IN("w_status_D=0"),
        IN_AND_WELL("w_status_C=0&w_status_D=0");

        private final String fields;

        Change(String fields) {
            this.fields = fields;
        }

        boolean isDue(Member member) {
            return !isMade(member) || this == IN_AND_WELL && !member.isWell();
        }

        boolean isMade(Member member) {
            return member.isOut() == (this == OUT);
        }
    }

    /**
     * httpd answers 200 to a change that it does not make, too, as while it is reloaded: what came of it is looked at.
     *
     * @return what came of it
     */
    private State change(State seen, List<String> balancers, String worker, Change change) throws BalancerException {
        Deadline deadline = pace.deadline(TIMEOUT);
        State before = seen;
        while (true) {
            for (String balancer : balancers) {
                Optional<State.Entry> entry = before.find(balancer, worker);
                if (entry.isPresent() && change.isDue(entry.get().member())) {
                    post(entry.get(), change.fields);
                }
            }
            State after = state();
            Optional<String> left = balancers.stream()
                    .filter(balancer -> after.find(balancer, worker)
                            .filter(entry -> change.isMade(entry.member()))
                            .isEmpty())
                    .findFirst();
            if (left.isEmpty()) {
                return after;
            }
            if (deadline.isOver()) {
                throw new BalancerException("httpd did not " + (change == Change.OUT ? "disable " : "enable ") + worker
                        + " in its balancer " + left.get()
                        + "; its state is at " + manager);
            }
            pace.sleep(PAUSE);
            before = after;
        }
    }

    private void post(State.Entry entry, String fields) throws BalancerException {
        String form = "b=" + encoded(entry.member().balancer()) + "&w=" + encoded(entry.address()) + "&" + fields
                + "&nonce=" + encoded(entry.nonce());
        send(request(manager)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** All of them, as httpd shows them now. */
    public State state() throws BalancerException {
        byte[] answer = send(request(URI.create(manager + "?xml=1")).build()).body();
        try {
            return State.of(answer);
        } catch (IOException e) {
            throw new BalancerException("httpd's balancer-manager at " + manager + ": " + e.getMessage(), e);
        }
    }

    /** Whether httpd is about to be reloaded, which enables all workers. */
    private boolean isReloading() throws BalancerException {
        return send(plain(base.resolve("/live/reload")).build()).statusCode() == 200;
    }

    private static HttpRequest.Builder plain(URI address) {
        return HttpRequest.newBuilder(address).version(Version.HTTP_1_1).timeout(TIMEOUT);
    }

    /** httpd checks the referrer of a change. */
    private HttpRequest.Builder request(URI address) {
        String user = "pipeline:" + password.get();
        return plain(address)
                .header("Referer", manager.toString())
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws BalancerException {
        Deadline deadline = pace.deadline(AWAY);
        while (true) {
            String reason;
            try {
                guard.check();
                HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
                if (response.statusCode() == 401) {
                    throw new BalancerException(
                            "httpd's balancer-manager rejected the password of its user pipeline: is"
                                    + " SLIPWAY_BALANCER_PASSWORD, or else the file balancer-password, right?");
                }
                if (response.statusCode() < 500) {
                    return response;
                }
                reason = "status " + response.statusCode();
            } catch (IOException e) {
                reason = e.getMessage() == null ? e.toString() : e.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while it asked httpd", e);
            }
            if (deadline.isOver()) {
                throw new BalancerException("httpd does not answer at " + request.uri() + ": " + reason);
            }
            pace.sleep(PAUSE);
        }
    }
}
