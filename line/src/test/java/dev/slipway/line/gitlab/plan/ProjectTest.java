package dev.slipway.line.gitlab.plan;

import static dev.slipway.line.gitlab.Answers.object;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The group, its projects, and the protected branch. */
class ProjectTest {

    @Test
    void makesTheGroupOrOpensIt() {
        assertThat(Group.change(null)).map(Change::toString).contains("POST /groups");
        assertThat(Group.change(object("{'visibility': 'private'}")))
                .contains(Change.put(
                        "/groups/slipway", object("{'visibility': 'internal'}"), "group slipway: set visibility"));
        assertThat(Group.change(object("{'visibility': 'public'}"))).isEmpty();
    }

    @Test
    void makesAProjectWithMoreThanItSetsLater() {
        Change made = Project.SLIPWAY.change(null, 7).orElseThrow();
        assertThat(made.toString()).isEqualTo("POST /projects");
        assertThat(made.line()).isEqualTo("project slipway/slipway: made");
        assertThat(made.body())
                .contains(object("{'enabled': true, 'cadence': '1d', 'keep_n': 10, 'older_than': '14d',"
                        + " 'name_regex': '.*', 'name_regex_keep': 'latest'}"));
        assertThat(made.body().path("namespace_id").asLong()).isEqualTo(7);
        assertThat(Project.SLIPWAY.change(made.body(), 7)).isEmpty();
    }

    @Test
    void setsOfAProjectWhatDiffersAlone() {
        var have = Project.DELIVERY.change(null, 7).orElseThrow().body();
        have.put("visibility", "public").put("auto_devops_enabled", true);
        assertThat(Project.DELIVERY.change(have, 7))
                .contains(Change.put(
                        "/projects/slipway%2Fdelivery",
                        object("{'visibility': 'internal', 'auto_devops_enabled': false}"),
                        "project slipway/delivery: set auto_devops_enabled, visibility"));
    }

    @Test
    void protectsTheBranch() {
        assertThat(ProtectedBranch.changes(null)).hasSize(1);
        assertThat(ProtectedBranch.changes(branch(40, 40, false))).isEmpty();
    }

    @Test
    void protectsTheBranchAnewWhereItIsProtectedOtherwise() {
        for (var have : java.util.List.of(branch(30, 40, false), branch(40, 0, false), branch(40, 40, true))) {
            assertThat(ProtectedBranch.changes(have))
                    .extracting(Change::method, Change::line)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("DELETE", ""),
                            org.assertj.core.groups.Tuple.tuple("POST", "branch main: protected as it was"));
        }
    }

    private static com.fasterxml.jackson.databind.JsonNode branch(int push, int merge, boolean isForced) {
        return object("""
                {'push_access_levels': [{'access_level': %s}], 'merge_access_levels': [{'access_level': %s}], 'allow_force_push': %s}
                """.formatted(push, merge, isForced));
    }
}
