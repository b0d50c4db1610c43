package dev.slipway.line.load;

import dev.slipway.line.Answer;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.SignIn;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody with a session, whose page follows the ledger's events, and asks for more now and then. */
final class SignedIn implements Way, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long RETRY_MILLISECONDS = 500;

    private final Realm.Person person;
    private final AtomicInteger refusals = new AtomicInteger();
    private final SignIn signIn;
    private final HttpClient page;
    private volatile boolean isClosed;

    /** Signs in by Keycloak's form. */
    SignedIn(Realm.Person person) {
        this.person = person;
        signIn = new SignIn(person).finish();
        page = signIn.client(Redirect.NEVER);
        follow();
    }

    /** A stream that ends is opened again, as a browser does. */
    private void follow() {
        HttpRequest request = HttpRequest.newBuilder(Line.running().ledger().resolve("/api/v1/events"))
                .header("Accept", "text/event-stream")
                .header("X-Requested-With", "XMLHttpRequest")
                .build();
        page.sendAsync(request, BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            if (answer != null && isSignedOut(answer.statusCode())) {
                refusals.incrementAndGet();
            }
            if (!isClosed) {
                CompletableFuture.delayedExecutor(RETRY_MILLISECONDS, TimeUnit.MILLISECONDS)
                        .execute(this::follow);
            }
        });
    }

    static boolean isSignedOut(int status) {
        return status == 401 || status == 302;
    }

    /** How often it was not let in to follow the events. */
    int refusals() {
        return refusals.get();
    }

    @Override
    public void close() {
        isClosed = true;
    }

    @Override
    public String title() {
        return "the session of " + person.name();
    }

    @Override
    public int atOnce() {
        return 2;
    }

    /** As the page's script sends it: whoever has no session is told so, and not sent to Keycloak. */
    @Override
    public Answer send(Call call) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(Line.running().ledger().resolve(call.path()))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("X-Requested-With", "XMLHttpRequest")
                .build();
        return Multiplexed.answer(page.send(request, BodyHandlers.ofString()));
    }

    /** The session's identity, without the worker's name. */
    String session() {
        return signIn.session().replaceFirst("\\..*", "");
    }
}
