package dev.slipway.line.gitlab.plan;

import static dev.slipway.line.gitlab.Answers.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class HookTest {
    private static final String URL = "https://mywebapp.line.example/api/v1/hooks/gitlab";

    @Test
    void makesItWithItsToken() {
        Change made = Hook.change(List.of(object("{'url': 'https://elsewhere.example'}")), URL, "token")
                .orElseThrow();
        assertThat(made.toString()).isEqualTo("POST /projects/slipway%2Fslipway/hooks");
        assertThat(made.body().path("token").asText()).isEqualTo("token");
        assertThat(made.body().path("description").asText()).isEqualTo(Mark.of("token"));
    }

    @Test
    void doesNothingWhereNothingDiffers() {
        assertThat(Hook.change(List.of(shown("token")), URL, "token")).isEmpty();
    }

    @Test
    void setsAllOfItWhereTheTokenOrSomethingElseIsAnother() {
        Change set = Hook.change(
                        List.of(shown("before")
                                .put("enable_ssl_verification", false)
                                .put("id", 5)),
                        URL,
                        "token")
                .orElseThrow();
        assertThat(set.toString()).isEqualTo("PUT /projects/slipway%2Fslipway/hooks/5");
        assertThat(set.body().path("token").asText()).isEqualTo("token");
        assertThat(set.line()).isEqualTo("hook to the ledger: set description, enable_ssl_verification");
    }

    /** It would send the token to whoever has the former domain. */
    @Test
    void removesItsOwnToAnotherAddress() {
        ObjectNode former = shown("before")
                .put("url", "https://mywebapp.former.example/api/v1/hooks/gitlab")
                .put("id", 4);
        ObjectNode theirs = object("{'url': 'https://elsewhere.example', 'description': 'Ours', 'id': 6}");
        ObjectNode bare = object("{'url': 'https://elsewhere.example', 'description': null, 'id': 7}");
        assertThat(Hook.removals(List.of(shown("token").put("id", 5), former, theirs, bare), URL))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.toString()).isEqualTo("DELETE /projects/slipway%2Fslipway/hooks/4");
                    assertThat(change.line())
                            .isEqualTo("hook to https://mywebapp.former.example/api/v1/hooks/gitlab: removed, the"
                                    + " ledger is elsewhere");
                });
    }

    private static ObjectNode shown(String token) {
        ObjectNode body = Hook.change(List.of(), URL, token).orElseThrow().body();
        body.remove("token");
        return body;
    }
}
