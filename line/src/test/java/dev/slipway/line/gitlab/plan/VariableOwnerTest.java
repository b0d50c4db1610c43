package dev.slipway.line.gitlab.plan;

import static dev.slipway.line.gitlab.Answers.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariableOwnerTest {
    private static final Variable PLAIN = new Variable("SLIPWAY_ISSUER", "https://a.example", Variable.Kind.PLAIN);
    private static final Variable HIDDEN = new Variable("SLIPWAY_KEY", "secret", Variable.Kind.HIDDEN);

    @Test
    void makesAHiddenOneMaskedAndKnownByItsFingerprint() {
        assertThat(VariableOwner.PROJECT.changes(List.of(), List.of(HIDDEN)))
                .containsExactly(Change.post(
                        "/projects/slipway%2Fslipway/variables", object("""
                        {'key': 'SLIPWAY_KEY', 'value': 'secret', 'description': 'Slipway sets this (2bb80d537b1da3e3)',
                         'raw': true, 'variable_type': 'env_var', 'protected': true, 'masked_and_hidden': true}
                        """), "variable SLIPWAY_KEY: made"));
    }

    @Test
    void doesNothingWhereNothingDiffers() {
        assertThat(VariableOwner.GROUP.changes(List.of(shown(PLAIN, "*"), shown(HIDDEN, "*")), List.of(PLAIN, HIDDEN)))
                .isEmpty();
    }

    @Test
    void setsTheWholeOfOneOfSeveralScopes() {
        ObjectNode have = shown(PLAIN, "*").put("raw", false);
        ObjectNode body = PLAIN.parameters();
        body.putObject("filter").put("environment_scope", "*");
        assertThat(VariableOwner.PROJECT.changes(List.of(shown(PLAIN, "staging"), have), List.of(PLAIN)))
                .containsExactly(Change.put(
                        "/projects/slipway%2Fslipway/variables/SLIPWAY_ISSUER", body, "variable SLIPWAY_ISSUER: set"));
    }

    @Test
    void setsAHiddenOneWhoseSecretHasChanged() {
        Variable before = new Variable(HIDDEN.key(), "before", Variable.Kind.HIDDEN);
        assertThat(VariableOwner.GROUP.changes(List.of(shown(before, "*")), List.of(HIDDEN)))
                .extracting(Change::toString)
                .containsExactly("PUT /groups/slipway/variables/SLIPWAY_KEY");
    }

    @Test
    void makesAnewOneThatCannotBeHiddenLater() {
        ObjectNode have = shown(HIDDEN, "*").put("hidden", false);
        assertThat(VariableOwner.PROJECT.changes(List.of(have), List.of(HIDDEN)))
                .extracting(Change::toString)
                .containsExactly(
                        "DELETE /projects/slipway%2Fslipway/variables/SLIPWAY_KEY?filter%5Benvironment_scope%5D=*",
                        "POST /projects/slipway%2Fslipway/variables");
    }

    @Test
    void removesOfTheOutdatedThoseThatItMade() {
        List<JsonNode> have = List.of(
                object("{'key': 'A', 'description': 'Slipway sets this (0123)'}"),
                object("{'key': 'B', 'description': null}"),
                object("{'key': 'D', 'description': 'Slipway sets this'}"));
        assertThat(VariableOwner.GROUP.removals(have, List.of("A", "B", "C")))
                .containsExactly(Change.delete("/groups/slipway/variables/A", "variable A: removed, nothing needs it"));
    }

    @Test
    void tellsNoValue() {
        assertThat(HIDDEN.toString()).doesNotContain("secret");
        assertThat(VariableOwner.GROUP.changes(List.of(), List.of(HIDDEN)).toString())
                .doesNotContain("secret");
    }

    /** As GitLab shows it. */
    private static ObjectNode shown(Variable variable, String scope) {
        ObjectNode shown = variable.parameters().put("key", variable.key()).put("environment_scope", scope);
        return variable.isHidden() ? shown.put("hidden", true).putNull("value") : shown;
    }
}
