package dev.slipway.line.gitlab.plan;

import static dev.slipway.line.gitlab.Answers.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The group, its projects, and what is protected in them. */
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
        assertThat(ProtectedBranch.changes(Project.SLIPWAY, null)).hasSize(1);
        assertThat(ProtectedBranch.changes(Project.SLIPWAY, branch(40, 40, false)))
                .isEmpty();
    }

    @Test
    void protectsTheBranchAnewWhereItIsProtectedOtherwise() {
        for (var have : List.of(branch(30, 40, false), branch(40, 0, false), branch(40, 40, true))) {
            assertThat(ProtectedBranch.changes(Project.DELIVERY, have))
                    .extracting(Change::toString, Change::line)
                    .containsExactly(
                            tuple("DELETE /projects/slipway%2Fdelivery/protected_branches/main", ""),
                            tuple(
                                    "POST /projects/slipway%2Fdelivery/protected_branches",
                                    "branch main of slipway/delivery: protection restored"));
        }
    }

    /** Otherwise every developer could move the versions that projects pin. */
    @Test
    void protectsTheTagsOfTheComponent() {
        assertThat(ProtectedTags.changes(null))
                .containsExactly(Change.post(
                        "/projects/slipway%2Fdelivery/protected_tags",
                        object("{'name': '*', 'create_access_level': 40}"), "tags of slipway/delivery: protected"));
        assertThat(ProtectedTags.changes(tags(40))).isEmpty();
    }

    @Test
    void protectsTheTagsAnewWhereTheyAreProtectedOtherwise() {
        assertThat(ProtectedTags.changes(tags(30)))
                .extracting(Change::toString, Change::line)
                .containsExactly(
                        tuple("DELETE /projects/slipway%2Fdelivery/protected_tags/*", ""),
                        tuple(
                                "POST /projects/slipway%2Fdelivery/protected_tags",
                                "tags of slipway/delivery: protection restored"));
    }

    private static JsonNode tags(int create) {
        return object("{'name': '*', 'create_access_levels': [{'access_level': " + create + "}]}");
    }

    private static JsonNode branch(int push, int merge, boolean isForced) {
        return object("""
                {'push_access_levels': [{'access_level': %s}], 'merge_access_levels': [{'access_level': %s}], 'allow_force_push': %s}
                """.formatted(push, merge, isForced));
    }
}
