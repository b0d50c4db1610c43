package dev.slipway.line.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.Answer;
import dev.slipway.line.Beside;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.GitlabIssuer;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code ./slipway pipeline} gives the pipeline of a service, and its people. */
@Beside
class PipelineClientIT {
    @AutoClose
    static final Realm REALM = new Realm();

    private static final Line LINE = Line.running();
    private static final String AUDIENCE = LINE.auth() + "/realms/slipway";
    private static final String PROJECT_20 = "project_id:20:ref_protected:true";

    private String service = "";
    private Path secret = Path.of("");

    @BeforeEach
    void name() {
        service = Realm.name();
        secret = LINE.state().resolve("secrets/pipeline-" + service + "-client-secret");
    }

    @AfterEach
    void removeSecret() throws IOException {
        Files.deleteIfExists(secret);
    }

    @Test
    void givesASecretThatDeploysOneService() throws IOException {
        pipeline();
        REALM.removePipelineLater(service);
        String first = Files.readString(secret).strip();
        assertThat(Files.getPosixFilePermissions(secret)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(roles(token(first).expect(200))).containsExactlyInAnyOrder("viewer", service + ".deployer");
        Realm.Person person = REALM.person();
        REALM.admin().join(person, "/services/" + service + "/deployers");
        assertThat(roles(Caller.person(person).token()))
                .as("people of its group")
                .containsExactlyInAnyOrder("viewer", service + ".deployer");
        assertThat(Caller.client("pipeline-" + service, first)
                        .get("/api/v1/me")
                        .expect(200)
                        .path("name")
                        .asText())
                .isEqualTo("service-account-pipeline-" + service);

        pipeline();
        assertThat(Files.readString(secret).strip()).as("the second time").isEqualTo(first);
        token(first).expect(200);

        Files.delete(secret);
        pipeline();
        token(first).expect(401);
        token(Files.readString(secret).strip()).expect(200);
    }

    /** Keycloak's answer to an assertion of no client that it knows, and to one that is not good, such as one that was used. */
    private static final Set<Integer> REFUSED = Set.of(401, 400);

    @Test
    void takesTheIdTokenOfAJobInPlaceOfASecretAndNoOther() throws IOException {
        pipeline();
        REALM.removePipelineLater(service);
        String before = Files.readString(secret).strip();
        try (GitlabIssuer gitlab = GitlabIssuer.local();
                GitlabIssuer other = GitlabIssuer.local()) {
            pipeline("--gitlab", gitlab.address(), "--project", "20");
            REALM.removeIssuerLater(gitlab);
            assertThat(secret).doesNotExist();
            token(before).expect(401);

            String job = gitlab.token("sub", PROJECT_20, "aud", AUDIENCE);
            JsonNode granted = assertion(job).expect(200);
            assertThat(roles(granted)).containsExactlyInAnyOrder("viewer", service + ".deployer");
            // Some seconds may pass between the token and Keycloak's word on how long it is good.
            assertThat(granted.path("expires_in").asInt()).as("seconds").isBetween(3500, 3600);
            Caller.bearing(granted.path("access_token").asText())
                    .get("/api/v1/me")
                    .expect(200);
            assertThat(assertion(job).status()).as("a second time").isIn(REFUSED);

            Map<String, String> others = Map.of(
                    "another project",
                    gitlab.token("sub", "project_id:21:ref_protected:true", "aud", AUDIENCE),
                    "a branch that is not protected",
                    gitlab.token("sub", "project_id:20:ref_protected:false", "aud", AUDIENCE),
                    "what GitLab says without being told",
                    gitlab.token("aud", AUDIENCE),
                    "a token for the ledger",
                    gitlab.token("sub", PROJECT_20),
                    "the key of another GitLab",
                    other.token("sub", PROJECT_20, "aud", AUDIENCE));
            assertThat(others)
                    .allSatisfy((what, token) ->
                            assertThat(assertion(token).status()).as(what).isIn(REFUSED));
            assertion(gitlab.token("sub", PROJECT_20, "aud", AUDIENCE)).expect(200);
        }
    }

    /** With two clients for the same tokens, Keycloak would accept these for neither. */
    @Test
    @Tag("long")
    void givesTheIdTokensOfAProjectToOneService() throws IOException {
        String first = service;
        String second = Realm.name();
        try (GitlabIssuer gitlab = GitlabIssuer.local()) {
            String[] words = {"--gitlab", gitlab.address(), "--project", "20"};
            pipeline(words);
            REALM.removeIssuerLater(gitlab);
            REALM.removePipelineLater(first);
            Command.Result refused = Command.bash("./slipway pipeline " + second + " " + String.join(" ", words))
                    .quietly()
                    .run();
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.output())
                    .anyMatch(line -> line.contains("The client pipeline-" + first + " signs in by the ID tokens"));
            JsonNode granted =
                    assertion(gitlab.token("sub", PROJECT_20, "aud", AUDIENCE)).expect(200);
            assertThat(roles(granted)).contains(first + ".deployer");

            pipeline();
            Command.slipway("pipeline", second, "--gitlab", gitlab.address(), "--project", "20")
                    .run()
                    .expectSuccess();
            REALM.removePipelineLater(second);
            JsonNode other =
                    assertion(gitlab.token("sub", PROJECT_20, "aud", AUDIENCE)).expect(200);
            assertThat(roles(other)).contains(second + ".deployer");
        }
    }

    private void pipeline(String... words) {
        Command.slipway(Stream.concat(Stream.of("pipeline", service), Stream.of(words))
                        .toArray(String[]::new))
                .run()
                .expectSuccess();
    }

    private Answer token(String password) {
        return Caller.token(
                "grant_type=client_credentials&client_id=pipeline-" + service + "&client_secret=" + password);
    }

    private static Answer assertion(String token) {
        return Caller.token("grant_type=client_credentials&client_assertion_type="
                + "urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion=" + token);
    }

    private static List<String> roles(JsonNode granted) {
        return roles(granted.path("access_token").asText());
    }

    private static List<String> roles(String token) {
        try {
            JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
            return StreamSupport.stream(claims.at("/realm_access/roles").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
