package dev.slipway.line.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Realm;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the ledger can account for when all is over: who did what, by which door, with which configuration. */
record Account(Records records, String staging, Realm.Person ann, Product product) {
    private static final String PRODUCTION = "production";

    void isWhole(List<String> events) {
        namesTheDeployments();
        namesTheConfigurations();
        tellsTheDifferences();
        countsThePromotions();
        exportsThem();
        toldThemAtOnce(events);
    }

    private void namesTheDeployments() {
        String pipeline = "pipeline service-account-pipeline-" + records.service();
        String cli = "cli " + ann.name();
        assertThat(records.deployments(PRODUCTION))
                .extracting(Account::line)
                .containsExactly(
                        cli + " rollback succeeded, configuration 6",
                        cli + " configure succeeded, configuration 5",
                        cli + " configure succeeded, configuration 4",
                        cli + " deploy from " + staging + " succeeded, configuration 3",
                        cli + " configure succeeded, configuration 3",
                        cli + " configure failed, configuration 2",
                        pipeline + " deploy from " + staging + " succeeded, configuration 1",
                        pipeline + " deploy from " + staging + " succeeded, configuration 1");
        assertThat(records.deployments(staging))
                .extracting(Account::line)
                .containsExactly(
                        cli + " deploy succeeded, configuration 1",
                        pipeline + " deploy succeeded, configuration 1",
                        pipeline + " deploy succeeded, configuration 1",
                        pipeline + " deploy succeeded, configuration 1");
        JsonNode promoted = records.deployments(PRODUCTION).get(6);
        assertThat(promoted.path("commit").asText()).isEqualTo(product.commit());
        assertThat(promoted.path("artifactDigest").asText()).isEqualTo(product.digest());
    }

    private static String line(JsonNode deployment) {
        String from = deployment.path("promotedFrom").asText();
        return "%s %s %s%s %s, configuration %s"
                .formatted(
                        deployment.path("channel").asText(),
                        deployment.path("actor").asText(),
                        deployment.path("isRollback").asBoolean()
                                ? "rollback"
                                : deployment.path("kind").asText(),
                        from.isEmpty() ? "" : " from " + from,
                        deployment.path("outcome").asText(),
                        deployment.path("configurationVersion").asText("none"));
    }

    private void namesTheConfigurations() {
        List<JsonNode> history = records.items(
                "services/" + records.service() + "/environments/" + PRODUCTION + "/configuration/history");
        assertThat(history)
                .hasSize(6)
                .allSatisfy(version ->
                        assertThat(version.path("changedBy").asText()).isEqualTo(ann.name()));
        assertThat(history)
                .extracting(version ->
                        version.path("version").asInt() + " " + String.join(", ", texts(version.path("changes"))))
                .containsExactly(
                        "6 API_KEY: replaced, GREETING: good night → hello",
                        "5 API_KEY: replaced",
                        "4 GREETING: hello → good night",
                        "3 GREETING: none → hello",
                        "2 FAIL: none → yes",
                        "1 API_KEY: none → a secret");
        assertThat(history)
                .extracting(version -> version.path("reason").asText())
                .contains("Be polite", "Try it");
    }

    private void tellsTheDifferences() {
        JsonNode differences =
                records.get("deployments/" + records.last(PRODUCTION).path("id").asText() + "/differences");
        assertThat(differences.at("/archive/isSame").asBoolean(true)).isFalse();
        assertThat(differences.at("/archive/isRollback").asBoolean()).isTrue();
        assertThat(differences.at("/configuration/fromVersion").asInt()).isEqualTo(5);
        assertThat(differences.at("/configuration/toVersion").asInt()).isEqualTo(6);
    }

    /** The two promotions by pipeline, the one by hand, three configurations and the rollback, which repairs the one before. */
    private void countsThePromotions() {
        String window = "service=" + records.service() + "&environment=" + PRODUCTION;
        assertThat(records.get("metrics/delivery?" + window)
                        .at("/deploymentFrequency/count")
                        .asInt())
                .isEqualTo(7);
        List<JsonNode> rows = records.items("metrics/delivery/rows?metric=deployment-frequency&" + window);
        assertThat(rows.stream()
                        .filter(row -> !row.findValuesAsText("promotedFrom").isEmpty()))
                .hasSize(3);
        List<JsonNode> changes = records.items("metrics/delivery/rows?metric=change-lead-time&" + window);
        assertThat(changes).isNotEmpty();
    }

    private void exportsThem() {
        String export = "deployments/export?environment=" + PRODUCTION + "&service=" + records.service() + "&format=";
        JsonNode batch = records.get(export + "cdevents");
        List<JsonNode> events = StreamSupport.stream(batch.spliterator(), false).toList();
        assertThat(events)
                .extracting(event -> event.path("type").asText())
                .containsExactly(
                        "dev.cdevents.service.rolledback.0.2.0",
                        "dev.cdevents.service.upgraded.0.2.0",
                        "dev.cdevents.service.upgraded.0.2.0",
                        "dev.cdevents.service.upgraded.0.2.0",
                        "dev.cdevents.service.upgraded.0.2.0",
                        "dev.cdevents.service.upgraded.0.2.0",
                        "dev.cdevents.service.deployed.0.2.0");
        assertThat(events.get(3).at("/data/customData/promotedFrom").asText()).isEqualTo(staging);
        assertThat(events.get(1).at("/data/customData/kind").asText()).isEqualTo("configure");
        assertThat(events.get(0).at("/data/customData/configurationVersion").asInt())
                .isEqualTo(6);
        assertThat(events.get(0).at("/data/customData/actor").asText()).isEqualTo(ann.name());
    }

    private void toldThemAtOnce(List<String> events) {
        for (String kind : List.of("deployment", "request", "configuration", "approval")) {
            assertThat(events)
                    .as(kind)
                    .anyMatch(line -> line.contains("\"kind\":\"" + kind + "\"")
                            && line.contains(records.service())
                            && line.contains(PRODUCTION));
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
