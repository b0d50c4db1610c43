package dev.slipway.line.gitlab.plan;

import static dev.slipway.line.gitlab.Answers.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunnerTest {

    @Test
    void makesOneForTheWholeInstance() {
        assertThat(Runner.make()).isEqualTo(Change.post("/user/runners", object("""
                {'runner_type': 'instance_type', 'description': 'slipway', 'tag_list': ['slipway'], 'run_untagged': true,
                 'access_level': 'not_protected'}
                """), ""));
    }

    @Test
    void setsWhatDiffers() {
        var have = Runner.make().body();
        assertThat(Runner.change(5, have)).isEmpty();
        have.put("run_untagged", false);
        assertThat(Runner.change(5, have))
                .contains(Change.put("/runners/5", object("{'run_untagged': true}"), "runner 5: set run_untagged"));
    }

    @Test
    void removesItsOthersAlone() {
        var all = List.<com.fasterxml.jackson.databind.JsonNode>of(
                object("{'id': 5, 'description': 'slipway'}"),
                object("{'id': 6, 'description': 'slipway'}"),
                object("{'id': 7, 'description': 'somebody else'}"));
        assertThat(Runner.removals(all, 6))
                .containsExactly(Change.delete("/runners/5", "runner 5: removed, its token is lost"));
    }

    @Test
    void fillsInItsConfiguration() {
        String template =
                "# A comment.\n[[runners]]\n  # kept\n  url = \"${GITLAB_URL}\"\n  token = \"${RUNNER_TOKEN}\"\n";
        assertThat(Runner.configuration(template, Map.of("GITLAB_URL", "https://g", "RUNNER_TOKEN", "$1")))
                .isEqualTo("# Made by the bootstrap from .gitlab/runner.toml.\n"
                        + "[[runners]]\n  # kept\n  url = \"https://g\"\n  token = \"$1\"\n");
        assertThatThrownBy(() -> Runner.configuration(template, Map.of())).hasMessageContaining("GITLAB_URL");
    }
}
