package dev.slipway.line.cli.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Called;
import dev.slipway.line.stub.StubKeycloak;
import dev.slipway.line.stub.StubLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginVerbTest {
    @TempDir
    Path folder;

    @AutoClose
    final StubKeycloak keycloak = StubKeycloak.start();

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    private Called.From from() {
        return new Called.From(folder);
    }

    @BeforeEach
    void name() {
        ledger.signingInAt(keycloak.issuer());
    }

    @Test
    void signsInLooksAndSignsOut() {
        Called login = from().call("login", ledger.uri().toString(), "--device");
        assertThat(login.code()).as(login.err()).isZero();
        assertThat(login.out())
                .contains("enter the code ABCD-EFGH")
                .endsWith("  ✓ Signed in to " + ledger.uri() + " as bob (viewer, deployer), deploys shop\n");
        ledger.accepting("access-1");
        assertThat(from().call("whoami").out()).startsWith("bob (viewer, deployer)");
        assertThat(from().call("logout").out()).isEqualTo("  ✓ Signed out of " + ledger.uri() + "\n");
        Called after = from().call("whoami");
        assertThat(after.code()).isEqualTo(1);
        assertThat(after.err()).startsWith("slipway: You are not signed in to " + ledger.uri() + ".");
    }

    @Test
    void overSshItShowsACode() {
        Called login = from().with("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
                .call("login", ledger.uri().toString());
        assertThat(login.out()).contains("enter the code ABCD-EFGH");
    }

    @Test
    void withoutABrowserItShowsACode() {
        Called login = from().with("BROWSER", "no-such-browser")
                .call("login", ledger.uri().toString());
        assertThat(login.code()).as(login.err()).isZero();
        assertThat(login.out()).contains("enter the code ABCD-EFGH");
    }

    @Test
    void anEndedSignInIsSaidInOneLine() {
        assertThat(from().call("login", ledger.uri().toString(), "--device").code())
                .isZero();
        keycloak.end();
        ledger.accepting("another");
        Called called = from().call("whoami");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err())
                .isEqualTo("slipway: Your sign-in at " + ledger.uri() + " has ended. Sign in again: slipway login "
                        + ledger.uri() + "\n");
    }

    @Test
    void aTokenThatIsRefusedIsRenewed() {
        assertThat(from().call("login", ledger.uri().toString(), "--device").code())
                .isZero();
        ledger.accepting("access-2");
        assertThat(from().call("whoami").code()).isZero();
        assertThat(keycloak.renewals()).isEqualTo(1);
    }

    @Test
    void aSignInThatCannotBeReadIsReplaced() throws IOException {
        damage(folder.resolve("state/slipway"));
        assertThat(from().call("whoami", "--server", ledger.uri().toString()).err())
                .contains(" cannot be read: it is damaged. Sign in anew: slipway login " + ledger.uri());
        Called login = from().call("login", ledger.uri().toString(), "--device");
        assertThat(login.code()).as(login.err()).isZero();
        assertThat(from().call("whoami").code()).isZero();
    }

    @Test
    void aSignInThatCannotBeReadIsDeletedBySigningOut() throws IOException {
        ledger.groups("""
                {"service":"shop","environment":"production","group":"shop-production","host":"shop","state":"ready"}""");
        assertThat(from().call("login", ledger.uri().toString(), "--device").code())
                .isZero();
        assertThat(from().call("token", "--for", "shop", "--device").code()).isZero();
        Path own = damage(folder.resolve("state/slipway"));
        Path group = damage(folder.resolve("state/slipway/management-shop-production"));
        Called logout = from().call("logout");
        assertThat(logout.code()).isEqualTo(1);
        assertThat(logout.err())
                .startsWith("slipway: " + own
                        + " cannot be read: it is damaged. It is deleted, but the tokens in it are not" + " revoked.");
        assertThat(own).doesNotExist();
        assertThat(group).doesNotExist();
    }

    @Test
    void aGroupsSignInThatCannotBeReadIsReplaced() throws IOException {
        ledger.groups("""
                {"service":"shop","environment":"production","group":"shop-production","host":"shop","state":"ready"}""");
        assertThat(from().call("login", ledger.uri().toString(), "--device").code())
                .isZero();
        damage(folder.resolve("state/slipway/management-shop-production"));
        Called token = from().call("token", "--for", "shop", "--device");
        assertThat(token.code()).as(token.err()).isZero();
        assertThat(token.err()).contains("enter the code");
    }

    /** The sign-in of a folder, as after a full disk. */
    private Path damage(Path store) throws IOException {
        Path file = store.resolve(ledger.uri().getAuthority().replace(':', '_') + ".json");
        Files.createDirectories(store);
        return Files.writeString(file, "{\"server\":");
    }

    @Test
    void whatIsNoLedgerIsSaid() {
        Called login = from().call("login", keycloak.uri().toString(), "--device");
        assertThat(login.code()).isEqualTo(1);
        assertThat(login.err()).contains("does not say where to sign in (status 404). Is it the address of a ledger?");
    }
}
