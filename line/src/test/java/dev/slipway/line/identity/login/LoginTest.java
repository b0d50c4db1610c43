package dev.slipway.line.identity.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.identity.CredentialException;
import dev.slipway.line.identity.Grant;
import dev.slipway.line.identity.Realm;
import dev.slipway.line.identity.SignIn;
import dev.slipway.line.identity.SignInStore;
import dev.slipway.line.identity.StoredTokens;
import dev.slipway.line.stub.Stub;
import dev.slipway.line.stub.StubKeycloak;
import dev.slipway.line.stub.StubLedger;
import dev.slipway.line.stub.TestProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    @TempDir
    Path folder;

    @AutoClose
    final StubKeycloak keycloak = StubKeycloak.start();

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    private final Caller caller = Caller.trusting(null).pausing(Duration.ofMillis(5));
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void name() {
        ledger.signingInAt(keycloak.issuer());
    }

    private SignInStore store() {
        return new SignInStore(folder.resolve("state/slipway"));
    }

    private StoredTokens tokens(Instant now) {
        return new StoredTokens(ledger.uri(), store(), caller, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void login(Optional<Predicate<URI>> browser) {
        new Login(store(), caller, Clock.fixed(NOW, ZoneOffset.UTC))
                .run(ledger.uri(), Optional.of("pem"), browser, told::add);
    }

    private Grant device() {
        return new DeviceGrant(Realm.of(ledger.uri(), caller), caller, Clock.systemUTC(), Duration.ofMillis(1))
                .run(told::add);
    }

    @Test
    void signsInByACode() {
        keycloak.pending("authorization_pending", "slow_down", "authorization_pending");
        Grant grant = device();
        assertThat(grant.accessToken()).isEqualTo("access-1");
        assertThat(told)
                .containsExactly("Open " + keycloak.issuer()
                        + "/device-page in a browser, on any device, and enter the code ABCD-EFGH");
        assertThat(keycloak.received("POST /realms/slipway/token")).hasSize(4);
        assertThat(keycloak.received("POST /realms/slipway/device").get(0).form())
                .containsEntry("client_id", "cli")
                .containsEntry("code_challenge_method", "S256");
    }

    @Test
    void waitsOnWhereKeycloakDoesNotAnswer() {
        keycloak.first(
                "POST /realms/slipway/token",
                Stub.Reply.cut(),
                Stub.Reply.of(500, "{}"),
                new Stub.Reply(429, "{}", Map.of("Retry-After", "3")));
        keycloak.pending("authorization_pending");
        assertThat(device().accessToken()).isEqualTo("access-1");
    }

    @Test
    void saysWhyACodeWasNotTaken() {
        keycloak.pending("access_denied");
        assertThatThrownBy(this::device).hasMessage("The sign-in was refused in the browser.");
        keycloak.pending("expired_token");
        assertThatThrownBy(this::device).hasMessage("Nobody entered the code in time.");
        keycloak.pending("invalid_client");
        assertThatThrownBy(this::device).hasMessage("Keycloak gives no token: invalid_client.");
    }

    @Test
    void signsInByTheBrowserAndRemembersIt() throws IOException {
        login(Optional.of(address -> {
            visit(address, "");
            return true;
        }));
        assertThat(told).isEmpty();
        assertThat(store().latest()).contains(ledger.uri());
        SignIn signIn = store().find(ledger.uri()).orElseThrow();
        assertThat(signIn.ca()).contains("pem");
        assertThat(signIn.grant())
                .hasValueSatisfying(grant -> assertThat(grant.expiresAt()).isEqualTo(NOW.plusSeconds(300)));
        assertThat(tokens(NOW).current()).isEqualTo("access-1");
        Path state = folder.resolve("state/slipway");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
        try (var files = Files.list(state)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo("rw-------"));
        }
    }

    /** Nobody signs in by a browser for nothing. */
    @Test
    void asksNobodyWhereItCannotBeStored() throws IOException {
        Path state = Files.writeString(folder.resolve("state"), "no folder");
        assertThatThrownBy(() -> login(Optional.empty()))
                .isInstanceOfSatisfying(
                        CallException.class,
                        e -> assertThat(e.remedy())
                                .isEqualTo("Name a folder that can be written: XDG_STATE_HOME=FOLDER"))
                .hasMessage(state.resolve("slipway") + " cannot be written: " + state + " is not a folder.");
        assertThat(told).isEmpty();
    }

    @Test
    void takesNoCodeOfAnotherSignIn() {
        CompletableFuture<Integer> forged = new CompletableFuture<>();
        login(Optional.of(address -> {
            forged.complete(visit(address, "forged"));
            visit(address, "");
            return true;
        }));
        assertThat(forged).isCompletedWithValue(400);
        assertThat(tokens(NOW).current()).isEqualTo("access-1");
    }

    /** What the browser does once the person has signed in; with another state than it was given, if one is said. */
    private int visit(URI address, String forged) {
        Map<String, String> parameters = fields(address.getQuery());
        assertThat(parameters).containsEntry("response_type", "code").containsEntry("code_challenge_method", "S256");
        String state = forged.isEmpty() ? parameters.get("state") : forged;
        URI back =
                URI.create(parameters.get("redirect_uri") + "?code=" + keycloak.code(parameters) + "&state=" + state);
        assertThat(back.getHost()).isEqualTo("127.0.0.1");
        assertThat(back.getPath()).isEqualTo("/callback");
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(back).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String query) {
        Map<String, String> fields = new HashMap<>();
        for (String field : query.split("&")) {
            fields.put(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
        }
        return fields;
    }

    @Test
    void renewsInTime() {
        store().save(signIn("access-0", "refresh-0", NOW.plusSeconds(20)));
        assertThat(tokens(NOW).current()).isEqualTo("access-0");
        assertThatThrownBy(() -> tokens(NOW.plusSeconds(10)).current())
                .as("the stand-in never gave refresh-0")
                .isInstanceOf(CredentialException.class)
                .hasMessage("Your sign-in at " + ledger.uri() + " has ended.");
        assertThatThrownBy(() -> tokens(NOW).current()).hasMessage("You are not signed in to " + ledger.uri() + ".");
    }

    @Test
    void renewsATokenThatWasRefused() {
        Grant grant = device();
        store().save(signIn(grant.accessToken(), grant.refreshToken().orElseThrow(), NOW.plusSeconds(300)));
        assertThat(tokens(NOW).replace("access-1")).isEqualTo("access-2");
        assertThat(tokens(NOW).replace("access-1"))
                .as("somebody renewed it already")
                .isEqualTo("access-2");
        assertThat(keycloak.renewals()).isEqualTo(1);
    }

    @Test
    void givesTheStoredTokenWhereKeycloakCannotRenewIt() {
        store().save(signIn("access-0", "refresh-0", NOW.plusSeconds(20)));
        keycloak.first("POST /realms/slipway/token", Stub.Reply.of(500, "{}"), Stub.Reply.of(500, "{}"));
        assertThat(tokens(NOW).fresh()).isEqualTo("access-0");
        assertThatThrownBy(() -> tokens(NOW.plusSeconds(10)).fresh())
                .isInstanceOf(CallException.class)
                .hasMessageStartingWith("Keycloak does not renew your sign-in");
    }

    @Test
    void signsOutAndStillKnowsTheLedger() {
        Grant grant = device();
        store().save(signIn(grant.accessToken(), grant.refreshToken().orElseThrow(), NOW.plusSeconds(300)));
        tokens(NOW).revoke();
        assertThat(keycloak.received("POST /realms/slipway/revoke").get(0).form())
                .containsEntry("token", "refresh-1");
        assertThat(store().find(ledger.uri())).hasValueSatisfying(signIn -> {
            assertThat(signIn.grant()).isEmpty();
            assertThat(signIn.ca()).contains("pem");
        });
    }

    /** A refresh token is good for one use, and a second one would end the session: of two programs one renews it. */
    @Test
    void twoProcessesRenewItOnce() throws IOException, InterruptedException {
        Grant grant = device();
        store().save(signIn(grant.accessToken(), grant.refreshToken().orElseThrow(), Instant.EPOCH));
        List<Process> processes = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            processes.add(new ProcessBuilder(TestProgram.command(
                            Renewing.class,
                            ledger.uri().toString(),
                            folder.resolve("state/slipway").toString()))
                    .redirectErrorStream(true)
                    .start());
        }
        for (Process process : processes) {
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            assertThat(output.strip()).isEqualTo("access-2");
        }
        assertThat(keycloak.renewals()).isEqualTo(1);
    }

    /** Another program of the same user. */
    static final class Renewing {
        private Renewing() {}

        /** Prints a token that is good. */
        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) {
            System.out.println(new StoredTokens(
                            URI.create(arguments[0]),
                            new SignInStore(Path.of(arguments[1])),
                            Caller.trusting(null),
                            Clock.systemUTC())
                    .current());
        }
    }

    private SignIn signIn(String access, String refresh, Instant until) {
        return new SignIn(
                ledger.uri(),
                Optional.of("pem"),
                "cli",
                URI.create(keycloak.issuer() + "/token"),
                URI.create(keycloak.issuer() + "/revoke"),
                Optional.of(new Grant(access, until, Optional.of(refresh))));
    }

    @Test
    void remembersSeveralLedgersAndTheLatest() {
        store().save(signIn("a", "b", NOW));
        URI other = URI.create("https://mywebapp.example.org:8443");
        store().save(new SignIn(other, Optional.empty(), "cli", other, other, Optional.empty()));
        assertThat(store().latest()).contains(other);
        assertThat(store().find(ledger.uri()).flatMap(SignIn::grant)).isPresent();
        assertThat(store().find(URI.create("https://mywebapp.example.org"))).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        store().save(signIn("a", "b", NOW));
        Path file =
                folder.resolve("state/slipway/" + ledger.uri().getAuthority().replace(':', '_') + ".json");
        Files.writeString(file, "{\"server\":");
        assertThatThrownBy(() -> tokens(NOW).current()).hasMessageContaining(file + " cannot be read");
    }
}
