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

    private static JsonNode redacted(String operation) throws Exception {
        return JSON.readTree(RedactedRecord.of(
                JSON.readTree("{\"type\":\"core\",\"user\":\"carol\",\"access\":\"HTTP\",\"success\":true,\"ops\":["
                        + operation + "]}")));
    }
}
