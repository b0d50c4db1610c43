package dev.slipway.line.gitlab.plan;

import static dev.slipway.line.gitlab.Answers.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ProtectedImagesTest {
    private static final String THEIRS = "{'id': 4, 'repository_path_pattern': 'slipway/slipway/shop'}";

    @Test
    void protectsAllImagesOfTheProject() {
        Change made = ProtectedImages.change(rules(THEIRS)).orElseThrow();
        assertThat(made.toString()).isEqualTo("POST /projects/slipway%2Fslipway/registry/protection/repository/rules");
        assertThat(made.body())
                .isEqualTo(object(
                        "{'repository_path_pattern': 'slipway/slipway*', 'minimum_access_level_for_push': 'maintainer',"
                                + " 'minimum_access_level_for_delete': 'maintainer'}"));
    }

    @Test
    void leavesTheRuleAsItIs() {
        assertThat(ProtectedImages.change(rules(THEIRS + ", " + rule("'maintainer'"))))
                .isEmpty();
    }

    @Test
    void correctsARuleThatLetsOthersPush() {
        assertThat(ProtectedImages.change(rules(rule("null"))))
                .contains(Change.patch(
                        "/projects/slipway%2Fslipway/registry/protection/repository/rules/5",
                        object("{'minimum_access_level_for_push': 'maintainer'}"),
                        "images of slipway/slipway: protection restored"));
    }

    private static String rule(String push) {
        return "{'id': 5, 'repository_path_pattern': 'slipway/slipway*', 'minimum_access_level_for_push': " + push
                + ", 'minimum_access_level_for_delete': 'maintainer'}";
    }

    private static JsonNode rules(String rules) {
        return object("{'rules': [" + rules + "]}").path("rules");
    }
}
