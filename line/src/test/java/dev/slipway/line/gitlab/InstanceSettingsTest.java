package dev.slipway.line.gitlab;

import static dev.slipway.line.gitlab.Answers.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.gitlab.plan.Change;
import dev.slipway.line.program.Problem;
import java.net.URI;
import org.junit.jupiter.api.Test;

class InstanceSettingsTest {
    private static final Addresses LINE = new Addresses(
            URI.create("https://mywebapp.line.example:8443"),
            URI.create("https://auth.line.example:8443"),
            URI.create("https://gitlab.line.example:8443"));

    @Test
    void setsWhatDiffersOnceAndLeavesOutWhatThisGitlabDoesNotHave() {
        var have = object("""
                {'signup_enabled': true, 'usage_ping_enabled': false, 'max_artifacts_size': 100,
                 'after_sign_out_path': null, 'outbound_local_requests_whitelist': ['mail.example.org'], 'another': 1}
                """);
        Change change = InstanceSettings.change(have, LINE).orElseThrow();
        assertThat(change.toString()).isEqualTo("PUT /application/settings");
        assertThat(change.body()).isEqualTo(object("""
                {'signup_enabled': false, 'max_artifacts_size': 500,
                 'after_sign_out_path': 'https://auth.line.example:8443/realms/slipway/protocol/openid-connect/logout?client_id=gitlab\
                &post_logout_redirect_uri=https%3A%2F%2Fgitlab.line.example%3A8443%2Fusers%2Fsign_in',
                 'outbound_local_requests_whitelist': ['mail.example.org', 'mywebapp.line.example']}
                """));
        assertThat(change.line())
                .isEqualTo("settings: set after_sign_out_path, max_artifacts_size, outbound_local_requests_whitelist,"
                        + " signup_enabled");
        have.setAll(change.body());
        assertThat(InstanceSettings.change(have, LINE)).isEmpty();
    }

    @Test
    void leavesMoreRoomForArtifacts() {
        var have = object("""
                {'max_artifacts_size': 2000, 'outbound_local_requests_whitelist': ['mywebapp.line.example']}
                """);
        assertThat(InstanceSettings.change(have, LINE)).isEmpty();
    }

    @Test
    void failsWhereHooksCannotBeAllowed() {
        assertThatThrownBy(() -> InstanceSettings.change(object("{'signup_enabled': true}"), LINE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("outbound_local_requests_whitelist");
    }
}
