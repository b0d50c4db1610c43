package dev.slipway.line.balancer;

import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.Member;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
    private final HttpClient http;
    private final Pace pace;

    /** Uses the port that only the line's own programs can reach, as the user {@code pipeline}. */
    public Balancer(URI base, Supplier<String> password, HttpClient http, Pace pace) {
        this.base = base;
        manager = base.resolve("/balancer");
        this.password = password;
        this.http = http;
        this.pace = pace;
    }

    /** The members of some balancers. */
    public List<Member> members(List<String> balancers) throws BalancerException {
        if (balancers.isEmpty()) {
            return List.of();
        }
        return state().entries().stream()
                .map(State.Entry::member)
                .filter(member -> balancers.contains(member.balancer()))
                .toList();
    }

    /** Whether no worker is disabled in any balancer: a reload waits for that, up to a limit. */
    public boolean isWhole() throws BalancerException {
        return state().entries().stream().noneMatch(entry -> entry.member().isOut());
    }

    /**
     * Disables a worker: it gets no new requests. As a reload of httpd would enable it again, this waits for a reload in progress,
     * and later reloads wait until the worker is enabled.
     */
    public void takeOut(List<String> balancers, String worker) throws BalancerException {
        List<String> waitingFirst = new ArrayList<>(balancers);
        Collections.reverse(waitingFirst);
        Deadline deadline = pace.deadline(RELOAD);
        while (true) {
            for (String balancer : waitingFirst) {
                set(balancer, worker, true);
            }
            if (!isReloading() || deadline.isOver()) {
                return;
            }
            giveBack(balancers, worker);
            pace.await(deadline.left(), PAUSE, () -> !isReloading());
        }
    }

    /** Enables a worker: it gets requests once httpd's health check passes. */
    public void giveBack(List<String> balancers, String worker) throws BalancerException {
        for (String balancer : balancers) {
            set(balancer, worker, false);
        }
    }

    /** As {@link #giveBack}, for a worker that is known to be healthy: it need not wait for httpd's next health check. */
    public void admit(List<String> balancers, String worker) throws BalancerException {
        for (String balancer : balancers) {
            Optional<State.Entry> entry = find(balancer, worker);
            if (entry.isPresent()) {
                post(entry.get(), "C", false);
            }
        }
        giveBack(balancers, worker);
    }

    /**
     * Stops a worker: it gets no requests at all, whatever its health, until it is {@link #readmit}ted or httpd is reloaded. This is
     * independent of disabling: a deployment that enables the worker again does not end it.
     */
    public void shutOut(String balancer, String worker) throws BalancerException {
        stop(balancer, worker, true);
    }

    /** Ends what {@link #shutOut} did; a worker that is also disabled stays so. */
    public void readmit(String balancer, String worker) throws BalancerException {
        stop(balancer, worker, false);
    }

    private void stop(String balancer, String worker, boolean isStopped) throws BalancerException {
        Optional<State.Entry> entry = find(balancer, worker);
        if (entry.isPresent() && entry.get().isStopped() != isStopped) {
            post(entry.get(), "S", isStopped);
        }
    }

    /** The number of requests in progress, by httpd's count. */
    public int busy(String balancer, String worker) throws BalancerException {
        return find(balancer, worker).map(one -> one.member().busy()).orElse(0);
    }

    /** Waits until httpd sends requests there; returns whether it does. */
    public boolean awaitWell(List<String> balancers, String worker, Duration patience) throws BalancerException {
        return pace.await(patience, PAUSE, () -> {
            List<Member> own = members(balancers).stream()
                    .filter(member -> member.worker().equals(worker))
                    .toList();
            return own.size() == balancers.size() && own.stream().allMatch(Member::isWell);
        });
    }

    /** httpd answers 200 even to a change that it does not make, as during a reload, so the result is checked. */
    private void set(String balancer, String worker, boolean isOut) throws BalancerException {
        boolean isSet = pace.await(TIMEOUT, PAUSE, () -> {
            Optional<State.Entry> entry = find(balancer, worker);
            if (entry.isPresent() && entry.get().member().isOut() != isOut) {
                post(entry.get(), "D", isOut);
                entry = find(balancer, worker);
            }
            return entry.isPresent() && entry.get().member().isOut() == isOut;
        });
        if (!isSet) {
            throw new BalancerException("httpd does not take " + worker + (isOut ? " out of" : " back into")
                    + " its balancer " + balancer + "; its state is at " + manager);
        }
    }

    private Optional<State.Entry> find(String balancer, String worker) throws BalancerException {
        return state().entries().stream()
                .filter(entry -> entry.member().balancer().equals(balancer)
                        && entry.member().worker().equals(worker))
                .findFirst();
    }

    private void post(State.Entry entry, String flag, boolean isSet) throws BalancerException {
        String form = "b=" + encoded(entry.member().balancer()) + "&w=" + encoded(entry.address()) + "&w_status_" + flag
                + "=" + (isSet ? 1 : 0) + "&nonce=" + encoded(entry.nonce());
        send(request(manager)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private State state() throws BalancerException {
        byte[] answer = send(request(URI.create(manager + "?xml=1")).build()).body();
        try {
            return State.of(answer);
        } catch (IOException e) {
            throw new BalancerException("httpd's balancer-manager at " + manager + ": " + e.getMessage());
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
            String said;
            try {
                HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
                if (response.statusCode() == 401) {
                    throw new BalancerException(
                            "httpd's balancer-manager does not take the password of its user pipeline: is"
                                    + " SLIPWAY_BALANCER_PASSWORD, or else the file balancer-password, right?");
                }
                if (response.statusCode() < 500) {
                    return response;
                }
                said = "status " + response.statusCode();
            } catch (IOException e) {
                said = e.getMessage() == null ? e.toString() : e.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while it asked httpd", e);
            }
            if (deadline.isOver()) {
                throw new BalancerException("httpd does not answer at " + request.uri() + ": " + said);
            }
            pace.sleep(PAUSE);
        }
    }
}
