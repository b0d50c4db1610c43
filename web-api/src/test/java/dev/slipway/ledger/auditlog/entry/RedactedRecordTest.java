package dev.slipway.ledger.auditlog.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class RedactedRecordTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void keepsWhoDidWhatToWhichArchive() throws Exception {
        String operation = """
                {"operation":"add","address":[{"deployment":"a.war"}],"runtime-name":"a.war","enabled":true,\
                "content":[{"hash":{"BYTES_VALUE":"qZk+NkcGgWq6PiVxeFDCbJzQ2J0="}}]}""";
        assertThat(redacted(operation)).isEqualTo(JSON.readTree("""
                {"type":"core","user":"carol","access":"HTTP","success":true,"ops":[%s]}""".formatted(operation)));
    }

    @Test
    void forgetsWhatElseTheOperationChanged() throws Exception {
        JsonNode redacted = redacted("""
                {"operation":"composite","address":[],"steps":[\
                {"operation":"deploy","address":[{"deployment":"a.war"}],"operation-headers":{"x":"s3cret"}},\
                {"operation":"add","address":[{"subsystem":"datasources"},{"data-source":"d"}],"password":"s3cret"},\
                {"operation":"composite","steps":[{"operation":"write-attribute","name":"password","value":"s3cret"}]},\
                {"operation":"add","address":[{"system-property":"p"}],"value":"s3cret"}]}""");
        assertThat(redacted.toString())
                .doesNotContain("s3cret")
                .contains("\"deploy\"", "\"data-source\"", "\"write-attribute\"");
    }

    @Test
    void forgetsWhereAnArchiveCameFromAndItsBytes() throws Exception {
        JsonNode redacted = redacted("""
                {"operation":"full-replace-deployment","name":"a.war","address":[],\
                "content":[{"url":"https://u:s3cret@example.org/a.war"},{"bytes":{"BYTES_VALUE":"s3cret"}}]}""");
        assertThat(redacted.toString()).doesNotContain("s3cret").contains("a.war");
    }

    @Test
    void keepsNoTextThatTheDatabaseRefuses() throws Exception {
        String redacted = RedactedRecord.of(
                JSON.readTree(
                        "{\"user\":\"a\\\\\\u0000b\\ud800\",\"ops\":[{\"operation\":\"deploy\",\"address\":[{\"x\\u0000\":\"y\"}]}]}"));
        assertThat(JSON.readTree(redacted).path("user").asText()).isEqualTo("a\\" + "\uFFFDb\uFFFD");
        assertThat(redacted).doesNotContain("\\u0000");
    }

    @Test
    void endsWhereNestingDoesNot() throws Exception {
        String nested = "{\"operation\":\"composite\",\"steps\":[".repeat(50) + "]}".repeat(50);
        assertThat(RedactedRecord.of(JSON.readTree("{\"ops\":[" + nested + "]}")))
                .hasSizeLessThan(1_000);
    }

    @Test
    void cutsTextsThatWouldHideTheRest() throws Exception {
        String longText = "x".repeat(300_000);
        JsonNode redacted = redacted("""
                {"operation":"composite","address":[],"steps":[\
                {"operation":"add","address":[{"system-property":"%1$s"}]},\
                {"operation":"%1$s","address":[{"%2$s":"a"}]},\
                {"operation":"deploy","address":[{"deployment":"a.war"}]}]}""".formatted(longText, "x".repeat(40_000)));
        JsonNode steps = redacted.at("/ops/0/steps");
        String cut = "x".repeat(499) + "…";
        assertThat(steps.at("/0/address/0/system-property").asText()).isEqualTo(cut);
        assertThat(steps.at("/1/operation").asText()).isEqualTo(cut);
        assertThat(steps.at("/1/address/0").fieldNames()).toIterable().containsExactly(cut);
        assertThat(steps.at("/2/address/0/deployment").asText()).isEqualTo("a.war");
        assertThat(redacted.has("omittedOperations")).isFalse();
    }

    @Test
    void keepsATextOfTheLongestLength() throws Exception {
        String text = "x".repeat(500);
        assertThat(redacted("{\"operation\":\"" + text + "\"}")
                        .at("/ops/0/operation")
                        .asText())
                .isEqualTo(text);
    }

    @Test
    void keepsTheFirstOfVeryManyStepsAndTheirNumber() throws Exception {
        int many = 20_000;
        String step = "{\"operation\":\"add\",\"address\":[{\"system-property\":\"p\"}]},";
        JsonNode redacted = redacted("{\"operation\":\"composite\",\"steps\":[" + step.repeat(many)
                + "{\"operation\":\"remove\",\"address\":[]}]}");
        int kept = redacted.at("/ops/0/steps").size();
        assertThat(kept).isGreaterThan(1_000);
        assertThat(redacted.at("/ops/0/steps/0/operation").asText()).isEqualTo("add");
        assertThat(redacted.path("omittedOperations").asInt()).isEqualTo(many + 1 - kept);
        assertThat(redacted.path("user").asText()).isEqualTo("carol");
        assertThat(redacted.toString()).hasSizeLessThan(256 << 10);
    }

    @Test
    void leavesOutWhatIsTooLargeAlone() throws Exception {
        String address = "{\"a\":\"b\"},".repeat(40_000) + "{\"a\":\"b\"}";
        JsonNode redacted = redacted("""
                {"operation":"composite","steps":[{"operation":"add","address":[%s]},\
                {"operation":"deploy","address":[{"deployment":"a.war"}]}]}""".formatted(address));
        assertThat(redacted.at("/ops/0/steps")).hasSize(1);
        assertThat(redacted.at("/ops/0/steps/0/operation").asText()).isEqualTo("deploy");
        assertThat(redacted.path("omittedOperations").asInt()).isEqualTo(1);
    }

    @Test
    void countsWhatIsNestedTooDeeply() throws Exception {
        String nested = "{\"operation\":\"composite\",\"steps\":[".repeat(50) + "]}".repeat(50);
        assertThat(redacted(nested).path("omittedOperations").asInt()).isEqualTo(41);
    }

    private static JsonNode redacted(String operation) throws Exception {
        return JSON.readTree(RedactedRecord.of(
                JSON.readTree("{\"type\":\"core\",\"user\":\"carol\",\"access\":\"HTTP\",\"success\":true,\"ops\":["
                        + operation + "]}")));
    }
}
