package dev.slipway.line.cli.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Called;
import dev.slipway.line.stub.Stub;
import dev.slipway.line.stub.StubKeycloak;
import dev.slipway.line.stub.StubLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token that is shown to a service's own servers is another one than the ledger's. */
class TokenVerbTest {
    @TempDir
    Path folder;

    @AutoClose
    final StubKeycloak keycloak = StubKeycloak.start();

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    @BeforeEach
    void signIn() {
        ledger.signingInAt(keycloak.issuer());
        ledger.groups("""
                {"service":"shop","environment":"production","group":"shop-production","host":"shop","state":"ready"}""");
        assertThat(call("login", ledger.uri().toString(), "--device").code()).isZero();
    }

    private Called call(String... words) {
        return new Called.From(folder).call(words);
    }

    @Test
    void signsInOnceByTheGroupsOwnClient() {
        Called first = call("token", "--for", "shop", "--device");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).isEqualTo("access-2\n");
        assertThat(first.err()).contains("enter the code ABCD-EFGH");
        assertThat(keycloak.received())
                .filteredOn(request -> request.path().endsWith("/device"))
                .extracting(request -> request.form().get("client_id"))
                .containsExactly("cli", "shop-production.cli");

        Called second = call("token", "--for", "shop", "--device");
        assertThat(second.out()).as("a new one, of the same sign-in").isEqualTo("access-3\n");
        assertThat(second.err()).isEmpty();
    }

    /** The program that gets it may need it only after minutes, as Maven does after the build. */
    @Test
    void printsANewOneEachTime() {
        assertThat(call("token").out()).isEqualTo("access-2\n");
        assertThat(call("token").out()).isEqualTo("access-3\n");
        assertThat(call("token", "--for", "shop", "--device").out()).isEqualTo("access-4\n");
        assertThat(call("token").out()).as("its sign-in is another one").isEqualTo("access-5\n");
        assertThat(keycloak.renewals()).isEqualTo(3);
    }

    @Test
    void signsInAnewWhenTheSignInHasEnded() {
        keycloak.lasting(1);
        assertThat(call("token", "--for", "shop", "--device").code()).isZero();
        keycloak.end();
        Called again = call("token", "--for", "shop", "--device");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err()).contains("enter the code");
    }

    @Test
    void asksKeycloakForNothingWhereThereAreNoServers() {
        ledger.groups("");
        Called called = call("token", "--for", "shop", "--environment", "staging", "--device");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).startsWith("slipway: shop has no servers of its own in staging.");
        assertThat(call("token", "--device").code()).isEqualTo(2);
    }

    @Test
    void forgetsItWithTheSignOut() {
        assertThat(call("token", "--for", "shop", "--device").code()).isZero();
        assertThat(call("logout").code()).isZero();
        assertThat(revoked()).containsExactly("cli", "shop-production.cli");
        assertThat(folder.resolve("state/slipway/management-shop-production"))
                .satisfies(
                        kept -> assertThat(Files.getPosixFilePermissions(kept)).hasSize(3));
    }

    @Test
    void saysAsJsonWhereNobodyIsSignedInAnyMore() {
        Called called = call("logout", "--json");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).isEqualTo("{\"server\":\"" + ledger.uri() + "\"}\n");
        assertThat(called.err()).contains("Signed out of " + ledger.uri());
    }

    @Test
    void forgetsASignInWhoseClientIsGone() {
        assertThat(call("token", "--for", "shop", "--device").code()).isZero();
        keycloak.removeClient("shop-production.cli");
        Called logout = call("logout");
        assertThat(logout.code()).as(logout.err()).isZero();
        assertThat(call("logout").code()).isZero();
        assertThat(revoked()).as("each once").containsExactly("cli", "shop-production.cli");
    }

    @Test
    void asksForNoTokenOfAClientThatIsGone() {
        keycloak.lasting(1);
        assertThat(call("token", "--for", "shop", "--device").code()).isZero();
        keycloak.removeClient("shop-production.cli");
        ledger.groups("");
        assertThat(call("token", "--for", "shop", "--device").err())
                .startsWith("slipway: shop has no servers of its own in production.");
    }

    @Test
    void signsOutOfTheOthersWhereOneFails() {
        assertThat(call("token", "--for", "shop", "--device").code()).isZero();
        keycloak.first("POST /realms/slipway/revoke", Stub.Reply.of(400, "{\"error\":\"invalid_request\"}"));
        Called failed = call("logout");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).startsWith("slipway: Keycloak does not take the tokens back: invalid_request.");
        assertThat(call("logout").code()).isZero();
        assertThat(revoked()).containsExactly("cli", "shop-production.cli", "cli");
    }

    /** The clients whose tokens were given back. */
    private List<String> revoked() {
        return keycloak.received("POST /realms/slipway/revoke").stream()
                .map(request -> request.form().getOrDefault("client_id", ""))
                .toList();
    }
}
