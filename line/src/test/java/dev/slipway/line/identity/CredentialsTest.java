package dev.slipway.line.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.stub.Stub;
import dev.slipway.line.stub.StubKeycloak;
import dev.slipway.line.stub.StubLedger;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final String DISCOVERY = "GET /realms/slipway/.well-known/openid-configuration";

    @TempDir
    Path folder;

    @AutoClose
    final StubKeycloak keycloak = StubKeycloak.start();

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    @BeforeEach
    void name() {
        ledger.signingInAt(keycloak.issuer());
    }

    private Tokens find(Map<String, String> environment) {
        return Credentials.find(
                ledger.uri(),
                environment,
                new SignInStore(folder),
                Caller.trusting(null).pausing(Duration.ofMillis(5)),
                Clock.systemUTC());
    }

    private Map<String, String> form() {
        return keycloak.received("POST /realms/slipway/token").get(0).form();
    }

    @Test
    void aTokenComesFirst() {
        Tokens tokens = find(Map.of("SLIPWAY_TOKEN", "given", "SLIPWAY_CLIENT_SECRET", "secret"));
        assertThat(tokens.current()).isEqualTo("given");
        assertThat(tokens).hasToString("the token in SLIPWAY_TOKEN");
    }

    @Test
    void anIdTokenIsExchangedOnce() {
        Tokens tokens = find(Map.of("SLIPWAY_ID_TOKEN", "id-token-1", "SLIPWAY_CLIENT", "pipeline-shop"));
        assertThat(tokens.current()).isEqualTo("access-1");
        assertThat(tokens.current()).isEqualTo("access-1");
        Tokens next = find(Map.of("SLIPWAY_ID_TOKEN", "id-token-1", "SLIPWAY_CLIENT", "pipeline-shop"));
        assertThat(next.current()).as("of the job's next program").isEqualTo("access-1");
        assertThat(form())
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_id", "pipeline-shop")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .containsEntry("client_assertion", "id-token-1");
        assertThatThrownBy(() -> tokens.replace("access-1"))
                .hasMessage("Keycloak gives no token to the client 'pipeline-shop': invalid_client.");
    }

    @Test
    void whatNoJobCanUseAnyMoreGoes() throws IOException {
        keycloak.lasting(1);
        assertThat(find(Map.of("SLIPWAY_ID_TOKEN", "id-token-1")).current()).isEqualTo("access-1");
        assertThat(find(Map.of("SLIPWAY_ID_TOKEN", "id-token-2")).current()).isEqualTo("access-2");
        try (var files =
                Files.list(folder).filter(file -> file.getFileName().toString().startsWith("job-"))) {
            assertThat(files)
                    .hasSize(1)
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .contains("access-2")
                            .doesNotContain("id-token"));
        }
    }

    @Test
    void aSecretIsThatOfTheClientPipelineIfNobodySaysMore() {
        keycloak.lasting(10);
        Tokens tokens = find(Map.of("SLIPWAY_PIPELINE_CLIENT_SECRET", "secret"));
        assertThat(tokens.current()).isEqualTo("access-1");
        assertThat(tokens.current()).as("ten seconds are too few").isEqualTo("access-2");
        assertThat(form()).containsEntry("client_id", "pipeline").containsEntry("client_secret", "secret");
    }

    private void keepEndpoint(String uri) {
        new SignInStore(folder)
                .keep(new TokenEndpoint(
                        ledger.uri(), URI.create(uri), Clock.systemUTC().instant()));
    }

    @Test
    void theNextProgramKnowsTheTokenEndpoint() throws IOException {
        Map<String, String> environment = Map.of("SLIPWAY_CLIENT_SECRET", "secret");
        assertThat(find(environment).current()).isEqualTo("access-1");
        assertThat(find(environment).current()).isEqualTo("access-2");
        assertThat(keycloak.received(DISCOVERY)).hasSize(1);
        try (var files = Files.list(folder)) {
            assertThat(files).singleElement().satisfies(file -> {
                assertThat(Files.readString(file)).doesNotContain("access", "secret");
                assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realms/former/gone", "/realms/former/cut"})
    void anEndpointThatHasMovedIsDiscoveredAnew(String former) {
        keycloak.first("POST /realms/former/cut", Stub.Reply.cut());
        keepEndpoint(keycloak.uri().resolve(former).toString());
        Map<String, String> environment = Map.of("SLIPWAY_ID_TOKEN", "id-token-1");
        assertThat(find(environment).current()).isEqualTo("access-1");
        assertThat(keycloak.received(DISCOVERY)).hasSize(1);
        assertThat(new SignInStore(folder)
                        .endpoint(ledger.uri(), Clock.systemUTC().instant()))
                .hasValueSatisfying(kept -> assertThat(kept.uri()).hasToString(keycloak.issuer() + "/token"));
    }

    @Test
    void asksAgainWhereTheAnswerIsLost() {
        keycloak.first("POST /realms/slipway/token", Stub.Reply.cut());
        assertThat(find(Map.of("SLIPWAY_ID_TOKEN", "id-token-1")).current()).isEqualTo("access-1");
        assertThat(keycloak.received("POST /realms/slipway/token")).hasSize(2);
    }

    /** The repeat is refused, for the ID token is used up: that is not the cause. */
    @Test
    void saysThatTheAnswerIsLostWhereTheIdTokenIsUsedUp() {
        keycloak.losingAnAnswer();
        assertThatThrownBy(() -> find(Map.of("SLIPWAY_ID_TOKEN", "id-token-1")).current())
                .isExactlyInstanceOf(CallException.class)
                .hasMessageStartingWith("The connection to 127.0.0.1:");
        assertThat(keycloak.received("POST /realms/slipway/token")).hasSize(2);
    }

    @Test
    void asksAgainBySecretWhereTheAnswerIsLost() {
        keycloak.losingAnAnswer();
        assertThat(find(Map.of("SLIPWAY_CLIENT_SECRET", "secret")).current()).isEqualTo("access-2");
        keycloak.losingAnAnswer();
        assertThatThrownBy(() -> find(Map.of("SLIPWAY_CLIENT_SECRET", "wrong")).current())
                .isInstanceOf(CredentialException.class);
    }

    @Test
    void anEndpointThatHasNotMovedIsAskedOnce() {
        keepEndpoint(keycloak.issuer() + "/token");
        assertThatThrownBy(() -> find(Map.of("SLIPWAY_CLIENT_SECRET", "wrong")).current())
                .isInstanceOf(CredentialException.class);
        assertThat(keycloak.received("POST /realms/slipway/token")).hasSize(1);
    }

    @Test
    void aRefusedTokenIsReplacedFromWhereTheLedgerSaysNow() {
        keepEndpoint(keycloak.issuer() + "/token");
        Tokens tokens = find(Map.of("SLIPWAY_CLIENT_SECRET", "secret"));
        String first = tokens.current();
        assertThat(keycloak.received(DISCOVERY)).isEmpty();
        assertThat(tokens.replace(first)).isEqualTo("access-2");
        assertThat(keycloak.received(DISCOVERY)).hasSize(1);
    }

    @Test
    void aBrokenFileIsNoEndpoint() throws IOException {
        keepEndpoint(keycloak.issuer() + "/token");
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.writeString(file, "{");
            }
        }
        assertThat(find(Map.of("SLIPWAY_CLIENT_SECRET", "secret")).current()).isEqualTo("access-1");
    }

    @Test
    void aWrongSecretIsSaid() {
        assertThatThrownBy(() -> find(Map.of("SLIPWAY_CLIENT", "pipeline-shop", "SLIPWAY_CLIENT_SECRET", "wrong"))
                        .current())
                .isInstanceOf(CredentialException.class)
                .hasMessage("Keycloak gives no token to the client 'pipeline-shop': invalid_client.");
    }

    @Test
    void elseItIsTheStoredSignIn() {
        assertThat(find(Map.of("SLIPWAY_TOKEN", " "))).isInstanceOf(StoredTokens.class);
    }

    @Test
    void somebodyElsesRealmIsRefused() {
        ledger.signingInAt(keycloak.issuer().replace("127.0.0.1", "localhost"));
        assertThatThrownBy(() -> find(Map.of("SLIPWAY_CLIENT_SECRET", "secret")).current())
                .hasMessageContaining("somebody else signs people in");
    }

    /** The agent's script calls the CLI as the line itself, whatever its environment has. */
    @Test
    void theAgentsScriptTakesThemAllOut() throws IOException {
        String script = Files.readString(Path.of("bin/agent"));
        assertThat(Credentials.VARIABLES).allSatisfy(name -> assertThat(script).containsPattern("-u " + name + "\\s"));
    }

    @ParameterizedTest
    @CsvSource({
        "mywebapp.example.org, https://mywebapp.example.org",
        "https://MyWebApp.example.org/, https://mywebapp.example.org",
        "https://mywebapp.example.org:8443/releases/?id=7, https://mywebapp.example.org:8443",
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "http://localhost:8080/, http://localhost:8080"
    })
    void addressesHaveOneForm(String given, String remembered) {
        assertThat(ServerAddress.of(given)).hasToString(remembered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "://",
                "https://",
                "http://mywebapp.example.org",
                "ftp://localhost",
                "https://me:pw@x.org",
                "a b"
            })
    void andOthersAreNone(String given) {
        assertThatThrownBy(() -> ServerAddress.of(given)).isInstanceOf(IllegalArgumentException.class);
    }
}
