package dev.slipway.line.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.cli.Answers;
import dev.slipway.line.cli.Called;
import dev.slipway.line.http.Caller;
import dev.slipway.line.identity.ServerAddress;
import dev.slipway.line.stub.Stub.Reply;
import dev.slipway.line.stub.StubLedger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeVerbTest {
    private static final String A = "sha256:" + "a".repeat(64);

    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    private Called.From from() {
        return new Called.From(folder).at(ledger.uri());
    }

    @Test
    void asksBesideTheLedger() {
        assertThat(ServerAddress.sibling(URI.create("https://mywebapp.example.org:8443"), "shop"))
                .isEqualTo(URI.create("https://shop.example.org:8443"));
        assertThat(ServerAddress.sibling(URI.create("https://mywebapp.example.org"), "shop"))
                .isEqualTo(URI.create("https://shop.example.org"));
    }

    @Test
    void asksForWhatTheDefinitionSays() {
        ProbeVerb verb = new ProbeVerb(from().cli());
        verb.service = "shop";
        HealthCheck check = new HealthCheck(from().cli(), Caller.trusting(null));
        URI site = ledger.uri();
        assertThat(verb.target(check, site, Duration.ZERO))
                .as("no definition")
                .isEqualTo(new ProbeVerb.Target(site.resolve("/"), site.resolve("/"), HealthCheck.Good.ANY));
        ledger.defined("{\"service\":\"shop\",\"definition\":{\"contextRoot\":\"/shop\",\"probe\":\"/shop\"}}");
        assertThat(verb.target(check, site, Duration.ZERO))
                .isEqualTo(new ProbeVerb.Target(site.resolve("/shop/"), site.resolve("/shop/"), HealthCheck.Good.ANY));
        ledger.defined("{\"service\":\"shop\",\"definition\":{\"contextRoot\":\"/\",\"probe\":\"/health\"}}");
        assertThat(verb.target(check, site, Duration.ZERO))
                .isEqualTo(new ProbeVerb.Target(site.resolve("/"), site.resolve("/health"), HealthCheck.Good.THERE));
    }

    @Test
    void expectsWhatTheLedgerSays() {
        ledger.listing("live", Answers.live("1.4", A));
        Called.From from = from().with("SLIPWAY_LEDGER_URL", ledger.uri().toString());
        ProbeVerb verb = new ProbeVerb(from.cli());
        verb.service = "shop";
        assertThat(verb.expectLive(verb.ledgerOptions.ledger(), "production", A).version())
                .contains("1.4");
        assertThatThrownBy(() -> verb.expectLive(verb.ledgerOptions.ledger(), "production", "sha256:0"))
                .hasMessage("According to the ledger, " + A + " is live as shop in production, not sha256:0.");
    }

    @Test
    void goesByTheContextRootWhereNobodyIsSignedIn() {
        ledger.defined("{\"service\":\"shop\",\"definition\":{\"contextRoot\":\"/\",\"probe\":\"/health\"}}");
        ProbeVerb verb = new ProbeVerb(from().without("SLIPWAY_TOKEN").cli());
        verb.service = "shop";
        HealthCheck check = new HealthCheck(from().cli(), Caller.trusting(null));
        assertThat(verb.target(check, ledger.uri(), Duration.ZERO).good()).isEqualTo(HealthCheck.Good.ANY);
    }

    /** The rule of the context root is weaker: an application that does not start answers 404 there. */
    @ParameterizedTest
    @ValueSource(ints = {401, 403, 503})
    void cannotTellWithoutTheDefinition(int status) {
        Reply[] answers = new Reply[100];
        Arrays.fill(answers, Reply.of(status, ""));
        ledger.first("GET /api/v1/services/shop/definition", answers);
        Called called = from().call("probe", "--service", "shop", "--within", "0s");
        assertThat(called.code()).as(called.err()).isEqualTo(5);
        assertThat(ledger.received()).allMatch(request -> request.path().endsWith("/definition"));
    }

    /** A pipeline rolls back what is not healthy, and nothing else. */
    @Test
    void endsWithACodeOfItsOwnWhereItCannotTell() {
        Called called = from().call("probe", "--service", "shop", "--file", "no.war");
        assertThat(called.code()).isEqualTo(5);
        assertThat(called.err()).contains("There is no file no.war.");
        assertThat(from().call("probe", "--help").out())
                .contains("\n  1   it is not\n", "\n  5   it could not be checked");
    }
}
